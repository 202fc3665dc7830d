package io.chromarunbook.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a worker is told from outside, and what it takes where nobody says anything. */
class WorkerSettingsTest {

  @Test
  void the_defaults_are_the_hidden_directory_here_and_any_free_port() {
    WorkerSettings settings = WorkerSettings.from(Map.of());

    assertThat(settings.home().root()).isEqualTo(Path.of(".runbook").toAbsolutePath());
    assertThat(settings.metricsPort()).isZero();
  }

  @Test
  void home_and_port_come_from_the_environment() {
    WorkerSettings settings =
        WorkerSettings.from(Map.of("RUNBOOK_HOME", "/srv/home", "RUNBOOK_METRICS_PORT", "9464"));

    assertThat(settings.home().root()).isEqualTo(Path.of("/srv/home"));
    assertThat(settings.metricsPort()).isEqualTo(9464);
  }

  @Test
  void a_port_that_is_none_is_refused_by_name() {
    assertThatThrownBy(() -> WorkerSettings.from(Map.of("RUNBOOK_METRICS_PORT", "metrics")))
        .hasMessageContaining("RUNBOOK_METRICS_PORT")
        .hasMessageContaining("metrics");
    assertThatThrownBy(() -> WorkerSettings.from(Map.of("RUNBOOK_METRICS_PORT", "65536")))
        .hasMessageContaining("65536");
  }
}
