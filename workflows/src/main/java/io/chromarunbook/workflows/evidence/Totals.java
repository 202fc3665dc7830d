package io.chromarunbook.workflows.evidence;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Where every record of the snapshot ended up. The snapshot's number is always the sum of equal,
 * quarantined, different and missing.
 *
 * @param snapshot ids in the snapshot
 * @param equal found equal at the target
 * @param quarantined put aside with a reason, and not at the target
 * @param different at the target, but different beyond tolerance
 * @param missing neither at the target nor in quarantine
 * @param added at the target, but not in the snapshot; not part of the sum
 * @param byTolerance of the equal ones, those that are so only by tolerance
 */
public record Totals(
    long snapshot,
    long equal,
    long quarantined,
    long different,
    long missing,
    long added,
    long byTolerance) {

  /** Nothing yet. */
  public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0);

  public Totals {
    if (snapshot != equal + quarantined + different + missing) {
      throw new IllegalArgumentException(
          "totals do not add up: snapshot %d, equal %d, quarantined %d, different %d, missing %d"
              .formatted(snapshot, equal, quarantined, different, missing));
    }
  }

  /** The sum of two sets that share no record. */
  public Totals plus(Totals other) {
    return new Totals(
        snapshot + other.snapshot,
        equal + other.equal,
        quarantined + other.quarantined,
        different + other.different,
        missing + other.missing,
        added + other.added,
        byTolerance + other.byTolerance);
  }

  /** Records lost, added or different beyond tolerance and not in quarantine. */
  @JsonIgnore
  public long unexplained() {
    return different + missing + added;
  }

  /** Ids of the frozen inventory that are absent from the target, quarantined or not. */
  @JsonIgnore
  public long lost() {
    return quarantined + missing;
  }
}
