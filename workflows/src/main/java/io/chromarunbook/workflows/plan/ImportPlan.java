package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How records are written.
 *
 * @param partSize records a part: unit of checkpoint and retry
 * @param batchSize records a request
 * @param inFlight parts that write at a time: 1, or at most 2, because a Chroma server has one
 *     writer
 * @param readAhead parts, and collections, that are made ready while others are written: 1 unless
 *     the plan says 0, which takes strictly one after another
 */
public record ImportPlan(
    @PlanKey(means = "Records a part, the unit of checkpoint and retry") Size partSize,
    @PlanKey(means = "Records a request") Size batchSize,
    @PlanKey(means = "Parts written at a time; a Chroma server has one writer", takes = "1 or 2")
        Integer inFlight,
    @PlanKey(
            means = "Parts made ready while others are written",
            takes = "0 or 1",
            unset = "1",
            example = "1")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Integer readAhead) {

  /** What suits most. */
  public static final ImportPlan DEFAULT = new ImportPlan(null, null, null, null);

  public ImportPlan {
    partSize = partSize == null ? Size.AUTO : partSize;
    batchSize = batchSize == null ? Size.AUTO : batchSize;
    inFlight = inFlight == null ? 1 : inFlight;
    if (inFlight < 1 || inFlight > 2) {
      throw new IllegalArgumentException(
          "inFlight must be 1 or 2, because a Chroma server has one writer");
    }
    if (readAhead != null && readAhead != 0 && readAhead != 1) {
      throw new IllegalArgumentException("readAhead must be 0 or 1");
    }
  }

  /** How many are made ready ahead; what is not said stays unsaid, so that plans keep digests. */
  public int ahead() {
    return readAhead == null ? 1 : readAhead;
  }
}
