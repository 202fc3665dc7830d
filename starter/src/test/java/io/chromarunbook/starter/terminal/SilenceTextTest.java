package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.client.Silence;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SilenceTextTest {

  private static final Instant NOW = Instant.parse("2026-11-22T21:23:30Z");
  private static final Times TIMES = new Times(ZoneOffset.UTC);

  @Test
  void an_outage_of_temporal_has_its_address_since_when_and_that_the_run_is_safe() {
    Silence silence =
        new Silence.NoTemporal(
            "127.0.0.1:7233, namespace default", "UNAVAILABLE: refused", NOW.minusSeconds(19));

    assertThat(SilenceText.lasting(silence, TIMES, NOW))
        .isEqualTo(
            "Temporal at 127.0.0.1:7233, namespace default has not answered since 21:23:11"
                + " (UNAVAILABLE: refused): your run is safe and goes on when it does; ./runbook"
                + " up starts it, ./runbook doctor looks at it");
    assertThat(SilenceText.over(silence, TIMES, NOW))
        .isEqualTo(
            "Temporal at 127.0.0.1:7233, namespace default answers again, at 21:23:30 after 19 s");
  }

  @Test
  void a_missing_worker_is_told_by_when_one_last_asked_for_work() {
    Instant since = NOW.minusSeconds(6);

    assertThat(lasting(new Silence.NoWorker(Optional.of(NOW.minusSeconds(90)), since)))
        .startsWith("No worker has asked for work since 21:22:00: your run is safe")
        .endsWith("./runbook up");
    assertThat(lasting(new Silence.NoWorker(Optional.of(NOW.minusSeconds(40)), since)))
        .startsWith("No worker answers since 21:23:24, one last asked for work at 21:22:50");
    assertThat(lasting(new Silence.NoWorker(Optional.empty(), since)))
        .startsWith(
            "No worker is known to Temporal: none has asked for work in the last five minutes, or since"
                + " the last one was stopped or Temporal began");
  }

  @Test
  void a_silence_is_told_once_and_so_is_its_end() {
    List<String> told = new ArrayList<>();
    SilenceNews news = new SilenceNews(told::add);
    Silence temporal = new Silence.NoTemporal("127.0.0.1:7233", "", NOW);
    Silence worker = new Silence.NoWorker(Optional.empty(), NOW);

    news.silence(worker);
    news.silence(temporal);
    news.silence(temporal);
    news.heardAgain(temporal);
    news.silence(temporal);

    assertThat(told)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("No worker"),
            second -> assertThat(second).contains("has not answered since"),
            third -> assertThat(third).contains("answers again"),
            fourth -> assertThat(fourth).contains("has not answered since"));
  }

  private static String lasting(Silence silence) {
    return SilenceText.lasting(silence, TIMES, NOW);
  }
}
