package io.chromarunbook.activities.checks;

import io.chromarunbook.workflows.evidence.Totals;
import java.util.List;

/** Family 3: how many. */
public final class CountChecks {

  static final Check COLLECTIONS =
      Check.blocking(
          "counts.collections",
          "in every collection as many records as in the snapshot, less those in quarantine",
          "The number the target itself gives for each collection.",
          "That they are the same records; the identity family says so.",
          Inapplicable.NO_COLLECTIONS);

  static final Check MATCH =
      Check.blocking(
          "counts.match",
          "as many records in all as in the snapshot, less those in quarantine",
          "The sum of the numbers the target gives.",
          "That they are the same records; the identity family says so.",
          Inapplicable.NO_RECORDS);

  /** What became of each record. */
  static final Check SUM =
      Check.blocking(
          "counts.sum",
          "equal + quarantined + different + missing = the snapshot's records",
          "Every record of the snapshot was looked at and came to exactly one end.",
          "Which end; the totals say so.",
          Inapplicable.NO_RECORDS);

  static final Check SOURCE =
      Check.blocking(
          "counts.source",
          "the source still has as many records as the snapshot",
          "The source's own numbers, collection by collection, are those of the snapshot.",
          "That nothing was changed in place; Step 4 compares the source's records with the"
              + " snapshot for that.",
          Inapplicable.NO_COLLECTIONS);

  /** What it consists of. */
  public static final Family FAMILY =
      new Family("counts", "Counts", List.of(COLLECTIONS, MATCH, SUM, SOURCE));

  private CountChecks() {}

  /** Looks at one collection. */
  public static void look(String collection, long expected, long found, Tallies tallies) {
    tallies.look(
        COLLECTIONS,
        expected == found,
        "%s: %,d expected, %,d there".formatted(collection, expected, found));
  }

  /** Looks at one collection of the source. */
  public static void source(String collection, long snapshot, long now, Tallies tallies) {
    tallies.look(
        SOURCE, snapshot == now, "%s: %,d then, %,d now".formatted(collection, snapshot, now));
  }

  /** Says that no record was read, so that nobody knows what became of each. */
  public static void unread(long counted, long atTarget, Tallies tallies) {
    if (counted > 0) {
      tallies.words(
          MATCH,
          "%,d records, all the source has: none was read, so none is known to be put aside"
              .formatted(counted),
          "%,d records".formatted(atTarget));
    }
    tallies.inapplicable(SUM, Inapplicable.NOT_READ);
  }

  /** Looks at all collections together. */
  public static void total(Totals totals, long snapshot, long atTarget, Tallies tallies) {
    if (snapshot == 0) {
      return;
    }
    long expected = snapshot - totals.quarantined();
    tallies.look(MATCH, expected == atTarget, "%,d instead of %,d".formatted(atTarget, expected));
    tallies.words(
        MATCH,
        totals.quarantined() == 0
            ? "%,d records".formatted(snapshot)
            : "%,d records: %,d less %,d quarantined"
                .formatted(expected, snapshot, totals.quarantined()),
        "%,d records".formatted(atTarget));
  }

  /** Looks at the sum of what became of each record. */
  public static void sum(Totals totals, long snapshot, Tallies tallies) {
    if (snapshot == 0) {
      return;
    }
    long sum = totals.equal() + totals.quarantined() + totals.different() + totals.missing();
    tallies.look(SUM, sum == snapshot, "%,d instead of %,d".formatted(sum, snapshot));
    tallies.words(
        SUM,
        null,
        "%,d = %,d equal + %,d quarantined + %,d different + %,d missing"
            .formatted(
                sum, totals.equal(), totals.quarantined(), totals.different(), totals.missing()));
  }
}
