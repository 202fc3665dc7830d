package io.chromarunbook.gate.mode;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Where the door leads, and whether writes pass. */
public enum Mode {
  /** To the source; everything passes. */
  OPEN("open"),
  /** To the source; writes are refused. */
  READ_ONLY("read-only"),
  /** To the target; everything passes. */
  SWITCHED("switched"),
  /** To the target; writes are refused, for as long as somebody counts what is there. */
  SWITCHED_READ_ONLY("switched-read-only");

  private final String word;

  Mode(String word) {
    this.word = word;
  }

  /** As files, orders and people have it. */
  @JsonValue
  public String word() {
    return word;
  }

  /**
   * The mode of this word.
   *
   * @throws IllegalArgumentException in a sentence that has all words
   */
  @JsonCreator
  public static Mode of(String word) {
    return Arrays.stream(values())
        .filter(mode -> mode.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no such mode; the modes are "
                        + Arrays.stream(values()).map(Mode::word).collect(Collectors.joining(", "))
                        + "."));
  }

  /** Whether requests go to the target. */
  public boolean leadsToTarget() {
    return this == SWITCHED || this == SWITCHED_READ_ONLY;
  }

  /** Whether writes pass. */
  public boolean takesWrites() {
    return this == OPEN || this == SWITCHED;
  }

  /**
   * What may come next: from one server to the other only by a mode in which nothing is written.
   */
  public Set<Mode> next() {
    return switch (this) {
      case OPEN -> Set.of(READ_ONLY);
      case READ_ONLY -> Set.of(OPEN, SWITCHED);
      case SWITCHED, SWITCHED_READ_ONLY ->
          Set.of(READ_ONLY, this == SWITCHED ? SWITCHED_READ_ONLY : SWITCHED);
    };
  }
}
