package io.chromarunbook.directory;

import java.util.List;
import java.util.Locale;

/** What the faults found mean for each collection. */
final class Verdicts {

  /** Measured on 2026-12-01: six connections dropped in 25 tries, by a panic of 1.5.9. */
  private static final String DROPS_BY_CHANCE =
      "made by 0.4: of 25 times that 1.5.9 opened such a directory it dropped the first read of"
          + " embeddings in 6";

  private final List<Fault> faults;
  private final ReleaseFamily family;

  Verdicts(List<Fault> faults, ReleaseFamily family) {
    this.faults = List.copyOf(faults);
    this.family = family;
  }

  List<AssessedCollection> on(List<AssessedCollection> collections) {
    return collections.stream().map(each -> each.judged(on(each))).toList();
  }

  private Verdict on(AssessedCollection collection) {
    Fault worst = null;
    for (Fault fault : faults) {
      boolean counts =
          fault.concerns(collection) || (fault.kind().reachesOthers() && fault.breaks1x());
      boolean own = fault.concerns(collection);
      if (counts && isWorse(fault, worst, own, collection)) {
        worst = fault;
      }
    }
    if (worst == null || worst.kind().road() == Road.AS_IT_IS) {
      return family.opensByChance()
          ? new Verdict.GoesThroughApi(DROPS_BY_CHANCE)
          : new Verdict.OpensAsItIs(proof(collection));
    }
    String why =
        worst.concerns(collection)
            ? worst.kind().words()
            : "%s, in '%s'"
                .formatted(worst.kind().words(), worst.collection().orElseThrow().name());
    return switch (worst.kind().road()) {
      case THROUGH_API -> new Verdict.GoesThroughApi(why);
      case MEND_FIRST -> new Verdict.NeedsMending(why);
      case DAMAGED -> new Verdict.Damaged(lost(collection), collection.records(), why);
      case AS_IT_IS -> throw new IllegalStateException("said above");
    };
  }

  /** The worse road; of two that are the same, the collection's own fault. */
  private static boolean isWorse(
      Fault fault, Fault worst, boolean own, AssessedCollection collection) {
    if (worst == null) {
      return true;
    }
    int compared = fault.kind().road().compareTo(worst.kind().road());
    return compared > 0 || (compared == 0 && own && !worst.concerns(collection));
  }

  private long lost(AssessedCollection collection) {
    boolean unknown =
        faults.stream()
            .anyMatch(
                fault -> fault.concerns(collection) && fault.losesData() && fault.count() == 0);
    return unknown
        ? 0
        : faults.stream()
            .filter(fault -> fault.concerns(collection) && fault.losesData())
            .mapToLong(Fault::count)
            .sum();
  }

  private static String proof(AssessedCollection collection) {
    if (collection.records() == 0) {
      return "it has no record";
    }
    return String.format(
        Locale.ROOT,
        "each of %,d records has its vector, in the index or in the log; tables, index and"
            + " full-text index are whole",
        collection.records());
  }
}
