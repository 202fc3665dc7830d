package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who people are in a migration. Written in lower case with hyphens: {@code operations-lead}. */
public enum Role {
  OPERATIONS_LEAD,
  DBA,
  SECURITY,
  TECHNICIAN,
  ON_CALL;

  /** The role as plans and commands write it. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The role of this label.
   *
   * @throws IllegalArgumentException naming the roles there are
   */
  @JsonCreator
  public static Role labelled(String label) {
    return Arrays.stream(values())
        .filter(role -> role.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no role '"
                        + label
                        + "'; the roles are "
                        + Arrays.stream(values()).map(Role::label).collect(Collectors.joining(", "))
                        + "."));
  }

  @Override
  public String toString() {
    return label();
  }
}
