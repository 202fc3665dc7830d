package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The bounds validation is judged by.
 *
 * @param passRate least share of valid records, 0 to 1
 * @param maxLost most ids of the frozen inventory absent from the target
 * @param maxMissingEmbeddings most records without embedding, as a share of all, 0 to 1
 * @param maxUnexplained most records lost, added or different and not in quarantine
 * @param queries semantic queries a collection
 * @param topK neighbours a query
 * @param maxRecallDrop how much lower the target's recall may be than the source's
 * @param minRecall below this recall at the target a warning is given
 * @param queryVectors a file of vectors to search for, a JSON object a line, as the worker finds
 *     it; null where they are sampled from the collections
 */
public record ValidationPlan(
    @PlanKey(means = "Least share of valid records", takes = "a number from 0 to 1")
        Double passRate,
    @PlanKey(
            means = "Most ids of the frozen inventory that are absent from the target",
            takes = "a whole number of at least 0")
        Long maxLost,
    @PlanKey(
            means = "Most records without an embedding, as a share of all",
            takes = "a number from 0 to 1")
        Double maxMissingEmbeddings,
    @PlanKey(
            means = "Most records lost, added or different and not in quarantine",
            takes = "a whole number of at least 0")
        Long maxUnexplained,
    @PlanKey(means = "Searches tried a collection", takes = "a whole number of at least 1")
        Integer queries,
    @PlanKey(means = "Neighbours a search", takes = "a whole number of at least 1") Integer topK,
    @PlanKey(
            means = "How much lower the target's recall may be than the source's",
            takes = "a number from 0 to 1")
        Double maxRecallDrop,
    @PlanKey(
            means = "Recall at the target below which a warning is given",
            takes = "a number from 0 to 1")
        Double minRecall,
    @PlanKey(
            means = "A file of vectors people really search for",
            takes = "a path on the machine of the worker",
            unset = "they are sampled",
            example = "queries.jsonl")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String queryVectors) {

  /** The runbook's bounds. */
  public static final ValidationPlan DEFAULT =
      new ValidationPlan(null, null, null, null, null, null, null, null, null);

  public ValidationPlan {
    passRate = share("passRate", passRate, 0.95);
    maxLost = count("maxLost", maxLost, 100);
    maxMissingEmbeddings = share("maxMissingEmbeddings", maxMissingEmbeddings, 0.05);
    maxUnexplained = count("maxUnexplained", maxUnexplained, 0);
    queries = Math.toIntExact(count("queries", queries == null ? null : queries.longValue(), 50));
    topK = Math.toIntExact(count("topK", topK == null ? null : topK.longValue(), 10));
    maxRecallDrop = share("maxRecallDrop", maxRecallDrop, 0.02);
    minRecall = share("minRecall", minRecall, 0.90);
    if (queryVectors != null && queryVectors.isBlank()) {
      throw new IllegalArgumentException(
          "queryVectors must name a file, like queries.jsonl, or be left out");
    }
    if (queries < 1 || topK < 1) {
      throw new IllegalArgumentException("queries and topK must be at least 1");
    }
  }

  private static double share(String name, Double given, double otherwise) {
    double value = given == null ? otherwise : given;
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be between 0 and 1");
    }
    return value;
  }

  private static long count(String name, Long given, long otherwise) {
    long value = given == null ? otherwise : given;
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative");
    }
    return value;
  }
}
