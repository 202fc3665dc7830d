package io.chromarunbook.gate.figures;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Counts by key, of the keys that were last seen; however many come, it stays small. */
final class LatestOf<K> {

  private static final int KEPT = 500;
  private static final int SHOWN = 50;

  private final Map<K, Count> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Count> eldest) {
          return size() > KEPT;
        }
      };

  synchronized void add(K key) {
    Count count = counts.computeIfAbsent(key, first -> new Count());
    count.times++;
    count.last = Instant.now();
  }

  synchronized void clear() {
    counts.clear();
  }

  /** At most fifty, the latest first. */
  synchronized <T> List<T> latest(BiFunction<K, Count, T> shown) {
    return counts.entrySet().stream()
        .sorted(Comparator.comparing((Map.Entry<K, Count> each) -> each.getValue().last).reversed())
        .limit(SHOWN)
        .map(each -> shown.apply(each.getKey(), each.getValue()))
        .toList();
  }

  static final class Count {
    private long times;
    private Instant last;

    long times() {
      return times;
    }

    Instant last() {
      return last;
    }
  }
}
