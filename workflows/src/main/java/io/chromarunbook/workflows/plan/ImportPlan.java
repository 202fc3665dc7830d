package io.chromarunbook.workflows.plan;

/**
 * How records are written.
 *
 * @param partSize records a part: unit of checkpoint and retry
 * @param batchSize records a request
 * @param inFlight parts at a time: 1, or at most 2, because a Chroma server has one writer
 */
public record ImportPlan(Size partSize, Size batchSize, Integer inFlight) {

  /** What suits most. */
  public static final ImportPlan DEFAULT = new ImportPlan(null, null, null);

  public ImportPlan {
    partSize = partSize == null ? Size.AUTO : partSize;
    batchSize = batchSize == null ? Size.AUTO : batchSize;
    inFlight = inFlight == null ? 1 : inFlight;
    if (inFlight < 1 || inFlight > 2) {
      throw new IllegalArgumentException(
          "inFlight must be 1 or 2, because a Chroma server has one writer");
    }
  }
}
