package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.client.KnownRun;
import io.chromarunbook.starter.connection.TemporalAtHand;
import io.chromarunbook.starter.migration.BeforeActivities;
import io.chromarunbook.starter.migration.Histories;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.starter.migration.TestMigration;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.NextAction.Verb;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.temporal.client.WorkflowNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a run offers next works as it is printed, typed in the state it is offered in. */
@ExtendWith(MigrationStage.Extension.class)
@Timeout(300)
@SuppressWarnings("try") // a worker works while it is open
@Tag("servers")
class NextActionsTest {

  private static final String COLLECTION = "sql_language";
  private static final Pattern TRAFFIC = Pattern.compile("(?s)traffic:.*");

  @TempDir private Path folder;
  private final MigrationStage stage;
  private final Set<Verb> typed = EnumSet.noneOf(Verb.class);
  private final List<CompletableFuture<Typed>> watching = new ArrayList<>();
  private TestMigration migration;

  NextActionsTest(MigrationStage stage) {
    this.stage = stage;
  }

  @AfterEach
  void leaves_nothing_behind() {
    try {
      stage.client().newUntypedWorkflowStub(migration.id()).terminate("the test is over");
    } catch (WorkflowNotFoundException e) {
      // It has ended.
    }
    stage.thaw();
  }

  @Test
  void each_of_them_is_typed_on_the_road_to_a_close_and_on_the_way_back() throws Exception {
    backAgain();
    overAndClosed();

    assertThat(typed).containsExactlyInAnyOrder(Verb.values());
    for (CompletableFuture<Typed> watch : watching) {
      assertThat(watch.join().exitCode()).isIn(ExitCode.DONE, ExitCode.ENDED_OTHERWISE);
    }
  }

  /** People freeze, switch and go back; a record is lost before validation, a collection after. */
  private void backAgain() throws Exception {
    migration = new TestMigration(stage).seed(60);
    String manual = TRAFFIC.matcher(migration.plan()).replaceFirst("");
    start(manual + "timeline: {monitoring: PT10M, probeEvery: PT1S}\n");
    BeforeActivities before =
        BeforeActivities.first("ValidationCompareTargetAndSearch", this::loseARecord);
    try (AutoCloseable worker = stage.worker(before)) {
      paused();
      until(RunState.MONITORING);
      loseTheCollection();
      until(RunState.ROLLED_BACK);
      follow(migration.status());
      await().atMost(Duration.ofSeconds(30)).until(() -> closed(migration.id()));
      Histories.record(stage.client(), "back-by-hand", migration.id());
    }
  }

  private void overAndClosed() throws Exception {
    migration = new TestMigration(stage).seed(60);
    start(migration.plan() + "timeline: {monitoring: PT3S, probeEvery: PT1S}\n");
    try (AutoCloseable worker = stage.worker()) {
      until(RunState.COMPLETED);
      type("approve " + migration.id() + " --gate go-no-go --role dba --by bo")
          .fails(ExitCode.REFUSED, "go-no-go", "is not open", "./runbook status");
      follow(migration.status());
      await().atMost(Duration.ofSeconds(30)).until(() -> closed(migration.id()));
    }
  }

  private boolean closed(String id) {
    try (TemporalAtHand temporal = TemporalAtHand.reach(stage.home(), environment())) {
      return temporal.migrations().known(id).filter(KnownRun::open).isEmpty();
    }
  }

  private void start(String text) throws Exception {
    Path plan = folder.resolve(migration.id() + ".yaml");
    Files.writeString(plan, text);
    Typed started = type("start " + plan);
    assertThat(started.exitCode()).as("%s", started).isZero();
  }

  private void paused() {
    migration.until("a gate", status -> status.state() == RunState.WAITING);
    assertThat(type("pause " + migration.id() + " --by ann").exitCode()).isZero();
  }

  /** Does what is offered next, until the run is there. */
  private void until(RunState wanted) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              MigrationStatus status = migration.status();
              if (status.state() == wanted) {
                return true;
              }
              assertThat(status.state().ended()).as("%s", status.reason()).isFalse();
              follow(status);
              return false;
            });
  }

  private void follow(MigrationStatus status) {
    for (NextAction action : status.nextActions()) {
      if (migration.status().nextActions().contains(action)) {
        follow(action);
      }
    }
  }

  private void follow(NextAction action) {
    String command = RunbookCommand.of(action).replaceFirst("^./runbook ", "");
    if (action.verb() == Verb.WATCH) {
      if (typed.add(Verb.WATCH)) {
        watching.add(CompletableFuture.supplyAsync(() -> type(command)));
      }
      return;
    }
    if (Choice.STAY.label().equals(action.arguments().get("choice"))) {
      // It answers the window's question for the other road.
      return;
    }
    if (action.verb() == Verb.CONFIRM) {
      if (action.arguments().get("action").equals("freeze")) {
        confirmTooEarly(command);
      }
      byHand(action.arguments().get("action"));
    }
    Typed answer = type(command);
    boolean toldWhatToAccept =
        action.verb() == Verb.ROLLBACK
            && answer.exitCode() == ExitCode.REFUSED
            && answer.err().contains("--accept-loss");
    if (!toldWhatToAccept) {
      assertThat(answer.exitCode()).as("%s: %s", command, answer).isZero();
      typed.add(action.verb());
    }
  }

  /** Nobody has frozen anything: the reply says so, and to who does not wait for it the story. */
  private void confirmTooEarly(String command) {
    type(command).fails(ExitCode.REFUSED, "Refused: ", "write");
    long told = refusals();

    Typed hasty = type(command + " --no-wait");

    assertThat(hasty.exitCode()).as("%s", hasty).isIn(ExitCode.DONE, ExitCode.REFUSED);
    assertThat(hasty.out() + hasty.err()).containsAnyOf("Taken in", "Refused: ");
    await().until(() -> refusals() > told);
  }

  private long refusals() {
    return migration.status().events().stream()
        .filter(event -> event.kind().equals("refused"))
        .count();
  }

  private void byHand(String action) {
    if (action.equals("freeze")) {
      stage.freeze();
    } else if (action.equals("thaw")) {
      stage.thaw();
    }
  }

  private void loseARecord() {
    try (WritableServer target = stage.target(migration.database())) {
      CollectionInfo collection = target.collection(COLLECTION).orElseThrow();
      List<String> ids = new ArrayList<>();
      target.ids(collection, ids::add);
      target.delete(collection, ids.subList(0, 1));
    }
  }

  private void loseTheCollection() {
    try (WritableServer target = stage.target(migration.database())) {
      target.drop(target.collection(COLLECTION).orElseThrow());
    }
  }

  private Typed type(String command) {
    return Typed.in(environment(), command.split(" "));
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(MigrationStage.environment());
    environment.put("RUNBOOK_HOME", stage.home().toString());
    return environment;
  }
}
