package io.chromarunbook.starter.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * What was measured of the road in place, beside the plain client loop.
 *
 * @param inPlace the rounds, one after the other
 */
public record InPlaceBenchReport(
    Instant at, long records, int dimension, List<InPlaceRound> inPlace) {

  public InPlaceBenchReport {
    inPlace = List.copyOf(inPlace);
  }

  /**
   * One of each.
   *
   * @param snapshotSeconds of Step 2, and so on
   * @param loopSeconds the plain loop, which takes no snapshot and checks nothing
   */
  public record InPlaceRound(
      double snapshotSeconds,
      double migrationSeconds,
      double validationSeconds,
      double loopSeconds) {

    /** Steps 2 to 4. */
    @JsonProperty
    public double oursSeconds() {
      return snapshotSeconds + migrationSeconds + validationSeconds;
    }

    /** Of the plain loop's time. */
    @JsonProperty
    public double share() {
      return oursSeconds() / loopSeconds;
    }
  }

  /** For people. */
  public List<String> lines() {
    return inPlace.stream()
        .map(
            round ->
                "%,d records: %.1f s in place (snapshot %.1f, taking it %.1f, checks %.1f), %.1f s by the plain loop: %.2f of it"
                    .formatted(
                        records,
                        round.oursSeconds(),
                        round.snapshotSeconds(),
                        round.migrationSeconds(),
                        round.validationSeconds(),
                        round.loopSeconds(),
                        round.share()))
        .toList();
  }
}
