package io.chromarunbook.activities.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchSizeTest {

  @Test
  void a_fast_target_is_sent_as_many_as_are_worth_sending() {
    assertThat(after(20, 1500)).isEqualTo(BatchSize.MOST);
  }

  @Test
  void a_slow_target_is_sent_as_few_as_are_worth_sending() {
    assertThat(after(20, 100)).isEqualTo(BatchSize.LEAST);
  }

  @Test
  void a_target_in_between_is_sent_what_it_takes_in_a_second() {
    assertThat(after(20, 700)).isBetween(690, 700);
  }

  @Test
  void one_slow_request_does_not_undo_what_many_showed() {
    BatchSize large = new BatchSize(1000);

    assertThat(large.after(1000, Duration.ofSeconds(5)).records()).isEqualTo(600);
  }

  @Test
  void a_small_last_batch_says_nothing() {
    assertThat(BatchSize.FIRST.after(7, Duration.ofSeconds(3))).isEqualTo(BatchSize.FIRST);
  }

  @Test
  void a_server_that_cannot_keep_up_is_sent_half() {
    assertThat(new BatchSize(1000).smaller().records()).isEqualTo(500);
    assertThat(new BatchSize(1000).smaller().smaller().records()).isEqualTo(BatchSize.LEAST);
  }

  @Test
  void a_part_is_cut_evenly_instead_of_leaving_a_small_last_batch() {
    assertThat(new BatchSize(473).evenly(500)).isEqualTo(500);
    assertThat(new BatchSize(700).evenly(5000)).isEqualTo(715);
    assertThat(new BatchSize(1000).evenly(1400)).isEqualTo(BatchSize.MOST);
    assertThat(new BatchSize(300).evenly(7)).isEqualTo(7);
    assertThat(BatchSize.FIRST.evenly(0)).isZero();
  }

  private static int after(int requests, int recordsPerSecond) {
    BatchSize size = BatchSize.FIRST;
    for (int request = 0; request < requests; request++) {
      Duration taken = Duration.ofMillis(1000L * size.records() / recordsPerSecond);
      size = size.after(size.records(), taken);
    }
    return size.records();
  }
}
