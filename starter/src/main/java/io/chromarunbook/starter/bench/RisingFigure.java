package io.chromarunbook.starter.bench;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A figure that only rises, read now and then; between two readings it is taken as even. */
final class RisingFigure {

  private final NavigableMap<Instant, Double> readings = new ConcurrentSkipListMap<>();

  void read(Instant at, double value) {
    readings.put(at, value);
  }

  /** By how much it rose in this time, as far as it was read. */
  double riseIn(MeasuredTime window) {
    return at(window.to()) - at(window.from());
  }

  /**
   * By how much it rose from the last reading before this time to the first one after it: for what
   * is counted in one piece, when something ends that began in this time.
   */
  double riseAround(MeasuredTime window) {
    return value(readings.ceilingEntry(window.to()), readings.lastEntry())
        - value(readings.floorEntry(window.from()), readings.firstEntry());
  }

  private static double value(
      Map.Entry<Instant, Double> wanted, Map.Entry<Instant, Double> otherwise) {
    Map.Entry<Instant, Double> reading = wanted == null ? otherwise : wanted;
    return reading == null ? 0 : reading.getValue();
  }

  private double at(Instant moment) {
    Map.Entry<Instant, Double> before = readings.floorEntry(moment);
    Map.Entry<Instant, Double> after = readings.higherEntry(moment);
    if (before == null) {
      return after == null ? 0 : after.getValue();
    }
    if (after == null) {
      return before.getValue();
    }
    double share =
        new MeasuredTime(before.getKey(), moment).seconds()
            / new MeasuredTime(before.getKey(), after.getKey()).seconds();
    return before.getValue() + (after.getValue() - before.getValue()) * share;
  }
}
