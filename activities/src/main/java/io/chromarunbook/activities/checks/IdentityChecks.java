package io.chromarunbook.activities.checks;

import java.util.List;

/** Family 4: which records. */
public final class IdentityChecks {

  /** None lost. */
  public static final Check NONE_LOST =
      Check.blocking(
          "identity.none-lost",
          "every id of the snapshot at the target or in quarantine",
          "Each id of the snapshot was asked for at the target.",
          "That its fields are right; the other families say so.",
          Inapplicable.NO_RECORDS);

  /** None added. */
  public static final Check NONE_ADDED =
      Check.blocking(
          "identity.none-added",
          "no id at the target that this run did not bring there",
          "All ids the target lists were held against the snapshot's.",
          "That a known id's fields are right; the other families say so.",
          Inapplicable.NO_COLLECTIONS);

  static final Check UNIQUE =
      Check.blocking(
          "identity.unique",
          "the target lists every id once",
          "No id came twice when the target listed all of them.",
          "That ids differing only in case or accents mean different things.",
          Inapplicable.NO_COLLECTIONS);

  static final Check QUARANTINED_ABSENT =
      Check.blocking(
          "identity.quarantined-absent",
          "no record in quarantine at the target",
          "Each id in quarantine was asked for at the target and is not there.",
          "Why it is in quarantine; its reason is in the list.",
          Inapplicable.NOTHING_QUARANTINED);

  /** How many records may lie in quarantine. */
  public static final Check QUARANTINE_BUDGET =
      Check.blocking(
          "identity.quarantine-budget",
          "no more records in quarantine than the plan allows",
          "What could not be migrated is within the plan's budget, each record with its reason.",
          "That applications can do without them.",
          Inapplicable.NO_RECORDS);

  /** What it consists of. */
  public static final Family FAMILY =
      new Family(
          "identity",
          "Identity",
          List.of(NONE_LOST, NONE_ADDED, UNIQUE, QUARANTINED_ABSENT, QUARANTINE_BUDGET));

  private IdentityChecks() {}

  /** A record that is to be at the target. */
  public static void expected(String id, boolean found, Tallies tallies) {
    tallies.look(NONE_LOST, found, id);
  }

  /** A record in quarantine, which is not to be at the target. */
  public static void quarantined(String id, boolean found, Tallies tallies) {
    tallies.look(QUARANTINED_ABSENT, !found, id);
  }

  /** What a collection of the target lists. */
  public static void listed(
      String collection, long repeated, List<String> foreign, long unnamed, Tallies tallies) {
    tallies.look(NONE_ADDED, foreign.isEmpty(), foreign.isEmpty() ? "" : foreign.get(0));
    foreign.stream().skip(1).forEach(id -> tallies.look(NONE_ADDED, false, id));
    if (unnamed > 0) {
      tallies.look(NONE_ADDED, false, "%,d more".formatted(unnamed));
    }
    tallies.look(
        UNIQUE, repeated == 0, "%s: %,d ids more than once".formatted(collection, repeated));
  }

  /** A collection the target does not have. */
  public static void unlisted(Tallies tallies) {
    tallies.due(NONE_ADDED);
    tallies.due(UNIQUE);
  }

  /** All collections together. */
  public static void budget(long snapshot, long quarantined, long allowed, Tallies tallies) {
    if (snapshot == 0) {
      return;
    }
    tallies.look(QUARANTINE_BUDGET, quarantined <= allowed, "%,d records".formatted(quarantined));
    tallies.words(
        QUARANTINE_BUDGET,
        "at most %,d records in quarantine".formatted(allowed),
        "%,d in quarantine".formatted(quarantined));
  }
}
