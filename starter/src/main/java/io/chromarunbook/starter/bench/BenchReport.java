package io.chromarunbook.starter.bench;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;

/**
 * What the benchmark found. Others script against these names: extend, do not change.
 *
 * @param afterKill of one more migration of ours, after all rounds; null where the import was over
 *     too soon to be killed
 * @param ratios medians over the rounds, each of which compares what ran side by side
 */
public record BenchReport(
    Instant at,
    Machine machine,
    int records,
    int dimension,
    int repetitions,
    OursSummary ours,
    LoopSummary clientLoop,
    MoveSpread limit,
    Ratios ratios,
    Resumption afterKill,
    List<Round> rounds) {

  /** Where it was measured. */
  public record Machine(int processors, long memoryBytes, String system, String java) {}

  /** Us; each figure as in {@link OurMove}. */
  public record OursSummary(
      @JsonUnwrapped MoveSpread whole,
      Spread snapshotSeconds,
      Spread migrationSeconds,
      Spread validationSeconds,
      Spread importSeconds,
      Spread importRecordsPerSecond,
      Spread workerCpuMillisPerRecord,
      Spread secondReadingCpuMillisPerRecord,
      Spread idleShare,
      Spread historyEvents,
      Spread largestPayloadBytes,
      Spread snapshotRatio,
      Spread heapPeakBytes) {

    static OursSummary of(List<OurMove> moves) {
      return new OursSummary(
          MoveSpread.of(moves.stream().map(OurMove::whole).toList()),
          Spread.of(moves, OurMove::snapshotSeconds),
          Spread.of(moves, OurMove::migrationSeconds),
          Spread.of(moves, OurMove::validationSeconds),
          Spread.of(moves, OurMove::importSeconds),
          Spread.of(moves, OurMove::importRecordsPerSecond),
          Spread.of(moves, OurMove::workerCpuMillisPerRecord),
          Spread.of(moves, OurMove::secondReadingCpuMillisPerRecord),
          Spread.of(moves, OurMove::idleShare),
          Spread.of(moves, OurMove::historyEvents),
          Spread.of(moves, OurMove::largestPayloadBytes),
          Spread.of(moves, OurMove::snapshotRatio),
          Spread.of(moves, OurMove::heapPeakBytes));
    }
  }

  /** The plain client loop. */
  public record LoopSummary(
      @JsonUnwrapped MoveSpread whole, Spread readSeconds, Spread writeSeconds) {

    static LoopSummary of(List<LoopMove> moves) {
      return new LoopSummary(
          MoveSpread.of(moves.stream().map(LoopMove::whole).toList()),
          Spread.of(moves, LoopMove::readSeconds),
          Spread.of(moves, LoopMove::writeSeconds));
    }
  }

  /**
   * How we compare.
   *
   * @param imported our upserts' records a second over the limit's; JSON says {@code import}
   * @param total seconds of our Steps 2 to 4 over the client loop's
   */
  public record Ratios(
      @com.fasterxml.jackson.annotation.JsonProperty("import") double imported, double total) {}

  static BenchReport of(
      Instant at,
      Machine machine,
      int records,
      int dimension,
      List<Round> rounds,
      Resumption afterKill) {
    return new BenchReport(
        at,
        machine,
        records,
        dimension,
        rounds.size(),
        OursSummary.of(rounds.stream().map(Round::ours).toList()),
        LoopSummary.of(rounds.stream().map(Round::clientLoop).toList()),
        MoveSpread.of(rounds.stream().map(Round::limit).toList()),
        new Ratios(
            Spread.of(rounds, Round::importRatio).median(),
            Spread.of(rounds, Round::totalRatio).median()),
        afterKill,
        List.copyOf(rounds));
  }
}
