package io.chromarunbook.workflows.steps;

/**
 * What a probe measured.
 *
 * @param searches how many of the window's fixed searches were made
 * @param unfound how many missed the record they were made from, which is there and unchanged
 * @param p95Millis what the slowest of them took, one in twenty left out
 * @param p95AtFirst the same when the window opened
 * @param door what the gate answered in the last minute; null where there is none, or it is silent
 */
public record WindowFigures(
    long searches, long unfound, double p95Millis, double p95AtFirst, Door door) {

  /**
   * A minute at the gate.
   *
   * @param errors answers of 500 and more, and those that broke
   * @param p95Millis null where nothing was answered
   */
  public record Door(long requests, long errors, Double p95Millis) {}
}
