package io.chromarunbook.activities.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a dry-run's speeds make of the later steps. */
class RatesTest {

  @Test
  void a_step_takes_as_long_as_what_it_reads_and_writes_and_a_little_more() {
    Rates rates = new Rates(1_000, 500, 2_000);

    assertThat(rates.forecast(10_000, 0, 0))
        .containsEntry("2", Duration.ofSeconds(5 + 11))
        .containsEntry("3", Duration.ofSeconds(5 + 20 + 5))
        .containsEntry("4", Duration.ofSeconds(5 + 5))
        .containsEntry("7a", Duration.ofSeconds(5 + 10));
  }

  @Test
  void step_3_takes_as_long_as_the_slower_server() {
    assertThat(new Rates(100, 500, 2_000).forecast(10_000, 0, 0))
        .containsEntry("3", Duration.ofSeconds(5 + 100));
  }

  @Test
  void a_rehearsal_is_part_of_step_2() {
    Rates rates = new Rates(1_000, 500, 2_000);

    assertThat(rates.forecast(10_000, 10_000, 0))
        .containsEntry("2", Duration.ofSeconds(5 + 11 + 20 + 5));
  }

  @Test
  void each_collection_costs_something_however_small_it_is() {
    Rates rates = new Rates(1_000, 500, 2_000);

    assertThat(rates.forecast(10_000, 0, 2_000))
        .containsEntry("1", Duration.ofSeconds(5 + 80))
        .containsEntry("3", Duration.ofSeconds(5 + 25 + 300))
        .containsEntry("4", Duration.ofSeconds(5 + 5 + 360));
  }

  @Test
  void a_speed_that_could_not_be_measured_forecasts_nothing() {
    assertThat(new Rates(0, 0, 0).forecast(10_000, 500, 7)).containsOnlyKeys("1");
  }
}
