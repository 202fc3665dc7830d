package io.chromarunbook.activities.putback;

import io.chromarunbook.activities.putback.PutBackLine.Kind;
import io.chromarunbook.activities.putback.PutBackLine.Outcome;
import java.util.EnumMap;
import java.util.Map;

/** How many records left behind came to what. */
public final class PutBackCounts {

  private final Map<Outcome, Map<Kind, Long>> counts = new EnumMap<>(Outcome.class);

  void add(PutBackLine line) {
    counts
        .computeIfAbsent(line.outcome(), outcome -> new EnumMap<>(Kind.class))
        .merge(line.kind(), 1L, Long::sum);
  }

  /** With this outcome. */
  public long of(Outcome outcome) {
    return counts.getOrDefault(outcome, Map.of()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /** With this outcome, of this kind. */
  public long of(Outcome outcome, Kind kind) {
    return counts.getOrDefault(outcome, Map.of()).getOrDefault(kind, 0L);
  }

  /** Records the source has not as the target had them. */
  public long notAtSource() {
    return counts.keySet().stream()
        .filter(outcome -> !outcome.atSource())
        .mapToLong(this::of)
        .sum();
  }
}
