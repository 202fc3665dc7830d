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
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Tally(
    long due,
    long lookedAt,
    List<String> failing,
    String required,
    String observed,
    Inapplicable inapplicable) {

  static final Tally NONE = new Tally(0, 0, List.of(), null, null, null);

  public Tally {
    failing = List.copyOf(failing);
  }
}
