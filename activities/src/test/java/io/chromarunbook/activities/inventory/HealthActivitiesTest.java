package io.chromarunbook.activities.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.activities.chroma.ChromaException;
import io.chromarunbook.activities.run.LocalRun;
import io.chromarunbook.workflows.steps.Finding;
import io.chromarunbook.workflows.steps.HealthActivities;
import io.chromarunbook.workflows.steps.HealthReport;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthActivitiesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.500Z");

  @TempDir Path home;
  private LocalRun run;

  @BeforeEach
  void open() {
    run = LocalRun.planned(home, "");
  }

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void two_healthy_servers_are_named_with_api_and_version_and_nothing_else() {
    run.source().setClock(Instant.parse("2026-01-01T12:00:00Z"));

    HealthReport report = health();

    assertThat(report.source().api()).isEqualTo("v1");
    assertThat(report.source().version()).isEqualTo("0.5.23");
    assertThat(report.source().clockSkewMillis()).isZero();
    assertThat(report.target().api()).isEqualTo("v2");
    assertThat(report.target().clockSkewMillis()).isNull();
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void a_clock_more_than_two_seconds_off_is_a_warning() {
    run.target().setClock(Instant.parse("2026-01-01T12:00:03Z"));

    assertThat(health().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.id()).isEqualTo("health.target.clock");
              assertThat(finding.weight()).isEqualTo(Finding.Weight.WARNING);
              assertThat(finding.message()).contains("3.0 s before");
            });
  }

  @Test
  void wrong_credentials_block_and_the_headers_are_pointed_at() {
    run.target().goDown(new ChromaException(ChromaException.Kind.FORBIDDEN, "403 Forbidden", null));

    assertThat(health().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.blocks()).isTrue();
              assertThat(finding.message())
                  .contains("http://target:8000", "does not let us in", "target.headers");
            });
  }

  @Test
  void a_server_that_does_not_answer_fails_the_attempt_so_that_it_is_tried_again() {
    run.source().goDown(new ChromaException(ChromaException.Kind.UNREACHABLE, "no answer", null));

    assertThatThrownBy(this::health).hasStackTraceContaining("UNREACHABLE");
  }

  private HealthReport health() {
    return run.activity(
            new HealthActivitiesImpl(run.runs(), InstantSource.fixed(NOW)), HealthActivities.class)
        .health(run.reference());
  }
}
