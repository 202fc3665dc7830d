package io.chromarunbook.activities.checks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What one check saw.
 *
 * @param due what there is to look at, by the inventory
 * @param lookedAt of these, what was looked at
 * @param failing what it failed on, all of it
 * @param required what it asks for where the plan says so; null where the check itself says it
 * @param observed what was found, in words; null where the numbers say it
 * @param inapplicable why it does not apply on this occasion; null where only the inventory decides
 * @param exempt what it cannot judge, a clause each that says why; those are not due
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Tally(
    long due,
    long lookedAt,
    List<String> failing,
    String required,
    String observed,
    Inapplicable inapplicable,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> exempt) {

  static final Tally NONE = new Tally(0, 0, List.of(), null, null, null, null);

  public Tally {
    failing = List.copyOf(failing);
    exempt = exempt == null ? List.of() : List.copyOf(exempt);
  }
}
