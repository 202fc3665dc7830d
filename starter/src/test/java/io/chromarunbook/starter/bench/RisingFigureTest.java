package io.chromarunbook.starter.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RisingFigureTest {

  private static final Instant START = Instant.parse("2026-11-28T00:00:00Z");

  private final RisingFigure figure = new RisingFigure();

  private double rise(int from, int to) {
    return figure.riseIn(new MeasuredTime(START.plusSeconds(from), START.plusSeconds(to)));
  }

  private double riseAround(int from, int to) {
    return figure.riseAround(new MeasuredTime(START.plusSeconds(from), START.plusSeconds(to)));
  }

  @Test
  void between_two_readings_it_rises_evenly() {
    figure.read(START, 1);
    figure.read(START.plusSeconds(10), 6);

    assertThat(rise(0, 10)).isEqualTo(5);
    assertThat(rise(2, 4)).isEqualTo(1);
  }

  @Test
  void before_the_first_reading_and_after_the_last_it_stands_still() {
    figure.read(START.plusSeconds(10), 6);
    figure.read(START.plusSeconds(20), 7);

    assertThat(rise(0, 10)).isZero();
    assertThat(rise(20, 30)).isZero();
    assertThat(rise(0, 30)).isEqualTo(1);
  }

  @Test
  void what_is_counted_in_one_piece_is_found_whole_by_the_readings_around_its_time() {
    figure.read(START, 1);
    figure.read(START.plusSeconds(10), 6);
    figure.read(START.plusSeconds(20), 9);

    assertThat(riseAround(2, 4)).isEqualTo(5);
    assertThat(riseAround(2, 14)).isEqualTo(8);
    assertThat(riseAround(12, 30)).isEqualTo(3);
  }

  @Test
  void what_was_never_read_did_not_rise() {
    assertThat(rise(0, 10)).isZero();
    assertThat(riseAround(0, 10)).isZero();
  }
}
