package io.chromarunbook.activities.checks;

import io.chromarunbook.workflows.evidence.SearchResult;
import io.chromarunbook.workflows.plan.ValidationPlan;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Family 9: semantic search finds what it found before. */
public final class SearchChecks {

  // Servers add floats in another order than we do.
  private static final double MOST_DISTANCE_ERROR = 1e-3;
  private static final double USUAL_OVERLAP = 0.9;

  /** Search finds anything at all. */
  public static final Check RESULTS_RETURNED =
      Check.blocking(
          "search.results-returned",
          "every query returns results",
          "The target answered each of the queries with at least one neighbour.",
          "That they are the right ones; search.recall says so.",
          Inapplicable.NO_QUERIES);

  static final Check RECALL =
      Check.blocking(
          "search.recall",
          "the target finds as many of the true neighbours as the source",
          "Truth is computed by us over the snapshot, exactly, with the collection's own distance"
              + " function; ties count as found, whichever of equals is returned.",
          "Queries nobody asked here.",
          Inapplicable.NO_QUERIES);

  static final Check MINIMUM_RECALL =
      Check.warning(
          "search.minimum-recall",
          "the target finds most of the true neighbours",
          "Recall at the target, whatever it was at the source.",
          "That the source was any better.",
          Inapplicable.NO_QUERIES);

  static final Check OVERLAP =
      Check.warning(
          "search.overlap",
          "both servers return mostly the same records",
          "How alike the two answers are, right or wrong; records equally far away count as the same.",
          "Which of the two is right; search.recall says so.",
          Inapplicable.NO_QUERIES);

  static final Check DISTANCES =
      Check.blocking(
          "search.distances",
          "the distances the target reports are the true ones",
          "Each distance the target gave was computed again by us from the snapshot's vectors: its"
              + " index measures as its settings say, over the vectors that were migrated.",
          "Distances of records it did not return.",
          Inapplicable.NO_QUERIES);

  static final Check SAME_DISTANCE =
      Check.blocking(
          "search.same-distance",
          "both servers give the same distance for the same pair",
          "Of each record both returned for a query, the distance the source gave and the one the"
              + " target gave: both indexes measure by the same function, whatever metadata say.",
          "Distances of records that only one of them returned; search.distances has the target's.",
          Inapplicable.NO_QUERIES);

  /** What it consists of. */
  public static final Family FAMILY =
      new Family(
          "search",
          "Semantic search",
          List.of(RESULTS_RETURNED, RECALL, MINIMUM_RECALL, OVERLAP, DISTANCES, SAME_DISTANCE));

  private final ValidationPlan bounds;

  /** Judges by these bounds. */
  public SearchChecks(ValidationPlan bounds) {
    this.bounds = bounds;
  }

  /** A collection with vectors that nobody could search in. */
  public void due(Tallies tallies) {
    FAMILY.checks().forEach(tallies::due);
  }

  /**
   * Looks at one collection.
   *
   * @param sourceRefusal why the source answers no query at all; empty where it does
   * @param overlap share of records both servers returned, 0 to 1
   * @param distanceError largest difference between a distance the target gave and the true one,
   *     relative where distances exceed 1
   * @param distanceGap largest difference of what both servers say of the same distance, likewise
   */
  public void look(
      SearchResult search,
      Optional<String> sourceRefusal,
      double overlap,
      double distanceError,
      double distanceGap,
      Tallies tallies) {
    tallies.look(
        RESULTS_RETURNED,
        search.answered() >= search.queries(),
        "%s: %,d of %,d".formatted(search.collection(), search.answered(), search.queries()));
    tallies.look(MINIMUM_RECALL, search.targetRecall() >= bounds.minRecall(), recalls(search));
    tallies.look(
        DISTANCES,
        search.answered() > 0 && distanceError <= MOST_DISTANCE_ERROR,
        search.answered() == 0
            ? search.collection() + ": no distances"
            : String.format(Locale.ROOT, "%s: off by %.2g", search.collection(), distanceError));
    if (sourceRefusal.isPresent()) {
      // Nothing is lost that the source has not.
      String why =
          "the source refuses every query in '%s': %s"
              .formatted(search.collection(), sourceRefusal.get());
      List.of(RECALL, OVERLAP, SAME_DISTANCE).forEach(check -> tallies.exempt(check, why));
      return;
    }
    tallies.look(
        RECALL,
        search.targetRecall() >= search.sourceRecall() - bounds.maxRecallDrop(),
        recalls(search));
    tallies.look(
        OVERLAP, overlap >= USUAL_OVERLAP, "%s: %s".formatted(search.collection(), share(overlap)));
    tallies.look(
        SAME_DISTANCE,
        search.answered() > 0 && distanceGap <= MOST_DISTANCE_ERROR,
        search.answered() == 0
            ? search.collection() + ": no distances"
            : String.format(Locale.ROOT, "%s: apart by %.2g", search.collection(), distanceGap));
  }

  /** Says what the plan asks for. */
  public void words(List<SearchResult> searches, Tallies tallies) {
    if (searches.isEmpty()) {
      return;
    }
    int queries = searches.stream().mapToInt(SearchResult::queries).sum();
    int answered = searches.stream().mapToInt(SearchResult::answered).sum();
    tallies.words(
        RESULTS_RETURNED,
        null,
        "%,d of %,d queries in %,d collections".formatted(answered, queries, searches.size()));
    tallies.words(
        RECALL,
        "the target's recall@%d at most %s below the source's"
            .formatted(bounds.topK(), share(bounds.maxRecallDrop())),
        null);
    tallies.words(
        MINIMUM_RECALL,
        "the target's recall@%d at least %s; a greater search_ef raises it"
            .formatted(bounds.topK(), share(bounds.minRecall())),
        null);
  }

  private static String recalls(SearchResult search) {
    return "%s: %s at the target, %s at the source"
        .formatted(search.collection(), share(search.targetRecall()), share(search.sourceRecall()));
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }
}
