package io.chromarunbook.starter.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.OwnCommand;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.starter.fixture.HeldPort;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.ActionResult.State;
import io.chromarunbook.workflows.steps.MigratedContent;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.ProbeResult;
import io.chromarunbook.workflows.steps.SourceStanding;
import io.chromarunbook.workflows.steps.ValidationSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How real servers stand after the import and after the switch, whatever becomes of them. */
@Tag("faults")
@Timeout(300)
class RealStandingTest {

  private static final String DATABASE = "default_database";

  private static final String PLAN =
      """
      migration: kb
      source: {url: "%s"}
      target: {url: "%s", restart: {run: %s, timeout: PT1M}}
      people: {operations-lead: [ann], dba: [bo], security: [cy]}
      import: {partSize: 100}
      """;

  @TempDir private Path home;
  private LocalStack stack;
  private ServerEntry source;
  private ServerEntry target;
  private MigratedRun run;

  @BeforeEach
  void migrate() {
    stack = LocalStack.in(home, StackListener.silent(), MigrationStage.environment());
    source = stack.chroma("old", ChromaRelease.V0_5);
    target = stack.chroma("new", ChromaRelease.V1_5);
    try (WritableServer old = MigratedRun.connect(source.url(), DATABASE)) {
      MigratedRun.fill(
          old, Samples.collection("notes", DistanceFunction.L2), Samples.records("note", 250, 12));
      MigratedRun.fill(
          old,
          Samples.collection("pictures", DistanceFunction.COSINE),
          Samples.records("picture", 100, 8));
    }
    List<String> restart =
        OwnCommand.in(System.getenv()).with("server", "restart", "new", "--stack", home.toString());
    run =
        new MigratedRun(home, PLAN.formatted(source.url(), target.url(), Json.canonical(restart)))
            .migrate();
  }

  @AfterEach
  void stop() {
    run.close();
    stack.stop();
  }

  @Test
  void a_target_that_is_restarted_is_seen_to_be_away_and_has_everything_again() {
    ActionResult result = run.traffic().restartTarget(run.reference());

    assertThat(result.state()).as(result.message()).isEqualTo(State.DONE);
    assertThat(result.message())
        .contains("seen to be away from", "all 2 collections with their 350 records");
    ServerEntry after = stack.state().server("new").orElseThrow();
    assertThat(after.url()).isEqualTo(target.url());
    assertThat(after.dataDirectory()).isEqualTo(target.dataDirectory());
    assertThat(after.process().pid()).isNotEqualTo(target.process().pid());
    assertTotals(run.validate(), 350, 0, 0);
  }

  @Test
  void what_changes_at_the_target_after_validation_is_found_before_the_switch() {
    assertTotals(run.validate(), 350, 0, 0);

    run.deleteAtTarget("notes", "note-5");
    assertTotals(run.validateAgain(0.001), 349, 0, 1);

    ChromaRecord picture = run.atTarget("pictures", "picture-7").get(0);
    run.replaceAtTarget(
        "pictures", List.of(Damage.document(text -> text + " edited").apply(picture)));
    assertTotals(run.validateAgain(1), 348, 1, 1);
  }

  @Test
  void the_source_holds_until_somebody_writes_there() {
    assertStanding(run.traffic().proveSource(run.reference()), SourceStanding.State.HOLDS);

    try (WritableServer old = MigratedRun.connect(source.url(), DATABASE)) {
      old.upsert(old.collection("notes").orElseThrow(), Samples.records("late", 1, 12));
    }

    SourceStanding standing = run.traffic().proveSource(run.reference());
    assertStanding(standing, SourceStanding.State.DIFFERS);
    assertThat(standing.message()).contains("'notes' has 251 records instead of 250", "late-0");
  }

  @Test
  void a_killed_source_is_silent_and_the_target_healthy() throws IOException {
    assertThat(run.monitoring().baseline(run.reference()).healthy()).isTrue();

    var killed = stack.kill("old");
    assertThat(killed.isAlive()).isFalse();

    try (HeldPort held = HeldPort.of(source.url())) {
      assertThat(source.url()).endsWith(":" + held.port());
      ProbeResult probe = run.monitoring().probe(run.reference(), 1);
      assertThat(probe.healthy()).as(probe.message()).isTrue();
      assertStanding(probe.source(), SourceStanding.State.SILENT);
      assertStanding(run.traffic().proveSource(run.reference()), SourceStanding.State.SILENT);
    }
  }

  @Test
  void a_source_that_hangs_keeps_nobody_waiting() throws Exception {
    var baseline = run.monitoring().baseline(run.reference());
    assertThat(baseline.healthy()).isTrue();

    signal("STOP");
    Instant begun = Instant.now();
    ProbeResult probe = run.monitoring().probe(run.reference(), 1);
    Duration probed = Duration.between(begun, Instant.now());
    SourceStanding standing = run.traffic().proveSource(run.reference());
    Duration proved = Duration.between(begun, Instant.now()).minus(probed);
    signal("CONT");

    assertThat(probe.healthy()).as(probe.message()).isTrue();
    assertStanding(probe.source(), SourceStanding.State.SILENT);
    assertThat(probed).isLessThan(Duration.ofSeconds(12));
    assertStanding(standing, SourceStanding.State.SILENT);
    assertThat(proved).isLessThan(Duration.ofSeconds(14));
  }

  @Test
  void content_is_read_after_the_switch_and_edits_are_counted() {
    ChromaRecord picture = run.atTarget("pictures", "picture-7").get(0);
    run.replaceAtTarget(
        "pictures", List.of(Damage.document(text -> text + " edited").apply(picture)));
    run.deleteAtTarget("notes", "note-5");

    Optional<Position> next = Optional.of(Position.START);
    while (next.isPresent()) {
      next = run.monitoring().compareMigrated(run.reference(), next.get()).next();
    }

    assertThat(run.monitoring().sumUpMigrated(run.reference()))
        .isEqualTo(new MigratedContent(350, 1, 1, List.of("notes/note-5", "pictures/picture-7")));
  }

  // Vectors of a cosine collection may be equal only by tolerance.
  private static void assertTotals(
      ValidationSummary summary, long equal, long different, long missing) {
    Totals totals = summary.findings().totals();
    assertThat(List.of(totals.equal(), totals.different(), totals.missing(), totals.added()))
        .containsExactly(equal, different, missing, 0L);
  }

  private void signal(String signal) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-" + signal, String.valueOf(source.process().pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private static void assertStanding(SourceStanding standing, SourceStanding.State state) {
    assertThat(standing.state()).as(standing.message()).isEqualTo(state);
  }
}
