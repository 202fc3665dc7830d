package io.chromarunbook.starter.bench;

/** All three, one after the other. */
public record Round(OurMove ours, LoopMove clientLoop, Move limit) {

  double importRatio() {
    return ours.importRecordsPerSecond() / limit.recordsPerSecond();
  }

  double totalRatio() {
    return ours.whole().seconds() / clientLoop.whole().seconds();
  }
}
