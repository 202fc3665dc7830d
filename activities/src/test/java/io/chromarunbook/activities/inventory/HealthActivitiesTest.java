package io.chromarunbook.activities.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.LocalRun;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.steps.Finding;
import io.chromarunbook.workflows.steps.FreezeProof;
import io.chromarunbook.workflows.steps.HealthActivities;
import io.chromarunbook.workflows.steps.HealthReport;
import io.chromarunbook.workflows.steps.RunReference;
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
    run.seed("docs", 1);
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
    assertThat(report.writes().state()).isEqualTo(FreezeProof.State.ACCEPTED);
    assertThat(run.source().contents("docs")).containsExactly(LocalRun.plain(0));
  }

  @Test
  void credentials_that_may_not_write_are_a_warning_and_no_proof_later() {
    run.source()
        .refuseWrites(
            new ChromaException(
                ChromaException.Kind.READ_ONLY, "POST x answered 403: Forbidden", null));

    HealthReport report = health();

    assertThat(report.writes().state()).isEqualTo(FreezeProof.State.UNCLEAR);
    assertThat(report.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.id()).isEqualTo("health.source.writes");
              assertThat(finding.weight()).isEqualTo(Finding.Weight.WARNING);
              assertThat(finding.message())
                  .contains("cannot be proven with these credentials", "403", "source.headers");
            });
    assertThat(DurableFile.readJson(run.folder().writesBeforeFreeze(), FreezeProof.class))
        .isEqualTo(report.writes());
  }

  @Test
  void a_source_that_is_frozen_already_is_a_warning_that_names_it() {
    run.source().freeze();

    HealthReport report = health();

    assertThat(report.writes().state()).isEqualTo(FreezeProof.State.REFUSED);
    assertThat(report.findings())
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.message())
                    .contains(
                        "http://source:8000",
                        "although nothing is frozen yet",
                        "Find out who froze it"));
  }

  @Test
  void a_front_door_that_does_not_answer_is_a_warning() {
    Plan plan =
        PlanReader.read(
            """
            migration: doors
            source: {url: "http://source:8000", frontDoor: "http://door:80"}
            target: {url: "http://target:8000"}
            people: {operations-lead: [ann], dba: [bo], security: [cy]}
            """);
    Runs runs =
        new Runs(
            new RunbookHome(home),
            new Secrets(name -> null),
            (address, watch) -> {
              if (address.url().getHost().equals("door")) {
                throw new ChromaException(ChromaException.Kind.UNREACHABLE, "nobody in", null);
              }
              return address.url().getHost().equals("source") ? run.source() : run.target();
            });
    RunReference reference = new RunReference("doors", "first-run", Json.digest(plan));
    runs.create(reference, plan);

    HealthReport report =
        run.activity(new HealthActivitiesImpl(runs), HealthActivities.class).health(reference);

    assertThat(report.writes().state()).isEqualTo(FreezeProof.State.SILENT);
    assertThat(report.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.id()).isEqualTo("health.source.front-door");
              assertThat(finding.message()).contains("http://door:80", "nobody in");
            });
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
