package io.chromarunbook.activities.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PaceTest {

  private long now;

  @Test
  void records_are_taken_no_faster_than_allowed() {
    Pace pace = new Pace(OptionalInt.of(50), () -> now, nanos -> now += nanos);

    for (int batch = 0; batch < 11; batch++) {
      pace.take(50, () -> {});
    }

    assertThat(now).isEqualTo(10_000_000_000L);
    assertThat(pace.most()).isEqualTo(50);
  }

  @Test
  void without_a_limit_nothing_waits() {
    Pace pace = new Pace(OptionalInt.empty(), () -> now, nanos -> now += nanos);

    pace.take(1_000_000, () -> {});
    pace.take(1_000_000, () -> {});

    assertThat(now).isZero();
  }
}
