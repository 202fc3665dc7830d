package io.chromarunbook.starter.bench;

import java.util.List;

/** All measurements of one way to move. */
public record MoveSpread(
    Spread seconds,
    Spread recordsPerSecond,
    Spread serverCpuSeconds,
    Spread clientCpuSeconds,
    Spread serverPeakBytes,
    Spread clientPeakBytes) {

  static MoveSpread of(List<Move> moves) {
    return new MoveSpread(
        Spread.of(moves, Move::seconds),
        Spread.of(moves, Move::recordsPerSecond),
        Spread.of(moves, Move::serverCpuSeconds),
        Spread.of(moves, Move::clientCpuSeconds),
        Spread.of(moves, Move::serverPeakBytes),
        Spread.of(moves, Move::clientPeakBytes));
  }
}
