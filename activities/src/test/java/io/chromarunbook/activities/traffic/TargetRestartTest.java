package io.chromarunbook.activities.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chromarunbook.activities.migrated.Migration;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.Pulse;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.workflows.plan.CommandPlan;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.ActionResult.State;
import io.chromarunbook.workflows.steps.HeartbeatDetails;
import io.chromarunbook.workflows.steps.OutageNews;
import io.chromarunbook.workflows.steps.TrafficActivities;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("patience")
@Timeout(60)
class TargetRestartTest {

  @TempDir Path home;
  private Migration migration;

  @BeforeEach
  void migrate() {
    migration = new Migration(home.resolve("home")).exported().imported();
  }

  @AfterEach
  void close() {
    migration.close();
  }

  @Test
  void a_server_that_was_seen_to_be_away_and_has_everything_was_restarted() throws Exception {
    CompletableFuture<ActionResult> restart = restartUntil("back");

    migration.target().goDown(gone());
    await().until(() -> migration.target().refused() > 1);
    migration.target().comeBack();
    Files.createFile(home.resolve("back"));

    ActionResult result = restart.get(40, TimeUnit.SECONDS);
    assertThat(result.state()).as(result.message()).isEqualTo(State.DONE);
    assertThat(result.message())
        .contains("seen to be away from 20", "all 2 collections with their 70 records");
  }

  @Test
  void one_that_goes_away_after_its_command_has_ended_is_seen_too() throws Exception {
    CompletableFuture<ActionResult> restart = restartUntil("begun");
    Files.createFile(home.resolve("begun"));
    await().until(() -> Files.exists(migration.folder().targetRestart()));

    migration.target().goDown(gone());
    await().until(() -> migration.target().refused() > 1);
    migration.target().comeBack();

    ActionResult result = restart.get(40, TimeUnit.SECONDS);
    assertThat(result.state()).as(result.message()).isEqualTo(State.DONE);
  }

  @Test
  void one_that_was_never_away_is_not_proven_to_have_been_restarted() {
    ActionResult result = restart(new CommandPlan(List.of("true"), List.of(), null), "");

    assertThat(result.state()).isEqualTo(State.NEEDS_CONFIRMATION);
    assertThat(result.message()).contains("was never seen to be away", "not proven");
  }

  @Test
  void a_command_that_fails_is_a_failure_with_its_last_words() {
    ActionResult result =
        restart(
            new CommandPlan(List.of("sh", "-c", "echo no such unit; exit 5"), List.of(), null), "");

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.message()).contains("http://target:8000", "exit code 5", "no such unit");
  }

  @Test
  void a_check_that_says_no_is_a_failure() {
    ActionResult result = restart(new CommandPlan(List.of("true"), List.of("false"), null), "");

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.message()).contains("its check says no");
  }

  @Test
  void what_did_not_survive_is_named() {
    migration
        .target()
        .delete(migration.target().collection("images").orElseThrow(), List.of("pic-1", "pic-2"));

    ActionResult result =
        restart(
            new CommandPlan(List.of("true"), List.of(), null), "network: {giveUpAfter: PT1S}\n");

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.message())
        .contains("does not have what was migrated", "'images' has 18 records of 20");
  }

  @Test
  void a_server_that_does_not_come_back_is_given_up_with_the_plans_patience() throws Exception {
    CompletableFuture<ActionResult> restart = restartUntil("gone");
    migration.target().goDown(gone());
    await().until(() -> migration.target().refused() > 1);
    Files.createFile(home.resolve("gone"));

    ActionResult result = restart.get(40, TimeUnit.SECONDS);
    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.message()).contains("does not answer", "Nobody there.");
  }

  @Test
  void without_a_command_it_is_said_what_is_not_proven() {
    ActionResult result = traffic().restartTarget(migration.reference());

    assertThat(result.state()).isEqualTo(State.NEEDS_CONFIRMATION);
    assertThat(result.message()).contains("no target.restart");
  }

  @Test
  void a_run_that_was_stopped_restarts_nothing() {
    migration.restartingTarget(
        new CommandPlan(List.of("true"), List.of(), null), Migration.USUAL_PLAN);
    DurableFile.writeText(migration.folder().stopWriters(), "");

    assertThatThrownBy(() -> traffic().restartTarget(migration.reference()))
        .rootCause()
        .hasMessageContaining("restarting the target is not done any more");
  }

  @Test
  void a_later_attempt_at_the_same_activity_does_not_restart_again() throws Exception {
    Path deeds = home.resolve("deeds");
    CommandPlan command =
        new CommandPlan(
            List.of("sh", "-c", "echo restarted >> \"$0\"", deeds.toString()), List.of(), null);
    migration.restartingTarget(command, Migration.USUAL_PLAN);

    attempt("first", command);
    attempt("first", command);
    assertThat(Files.readAllLines(deeds)).hasSize(1);

    attempt("second", command);
    assertThat(Files.readAllLines(deeds)).hasSize(2);
  }

  // Temporal's test environment never tries an activity again, so this goes without it.
  private void attempt(String activity, CommandPlan command) throws Exception {
    RunbookHome elsewhere = new RunbookHome(home.resolve("elsewhere"));
    Path folder = elsewhere.validation("kb").path();
    if (!Files.exists(folder)) {
      Files.createDirectories(folder.getParent());
      Files.createSymbolicLink(folder, migration.folder().path());
    }
    Runs runs =
        Runs.ofValidations(
            elsewhere,
            new Secrets(name -> null),
            (address, watch) -> migration.target(),
            pulse(activity));
    ActionResult result =
        Attempt.at(
            runs,
            migration.reference(),
            (run, attempt) ->
                new TargetRestart(
                        run,
                        attempt,
                        new RestartCommand(
                            TrafficCommands.inTurn(
                                run, attempt, new CommandRunner(System.getenv("PATH"))),
                            command))
                    .perform());
    assertThat(result.state()).isEqualTo(State.NEEDS_CONFIRMATION);
  }

  private static Pulse pulse(String activity) {
    return new Pulse() {
      @Override
      public String step() {
        return "restart";
      }

      @Override
      public int attempt() {
        return 1;
      }

      @Override
      public String activity() {
        return activity;
      }

      @Override
      public Instant scheduled() {
        return Instant.now();
      }

      @Override
      public Optional<HeartbeatDetails> lastBeat() {
        return Optional.empty();
      }

      @Override
      public Duration patience(Duration planned) {
        return planned;
      }

      @Override
      public Duration interval() {
        return Duration.ofSeconds(1);
      }

      @Override
      public void beat(HeartbeatDetails beat) {
        // Nobody listens.
      }

      @Override
      public void tell(String migration, OutageNews news) {
        // Nobody listens.
      }

      @Override
      public Optional<String> home(String migration) {
        return Optional.empty();
      }
    };
  }

  /** Lets the command run until there is a file of this name. */
  private CompletableFuture<ActionResult> restartUntil(String file) throws Exception {
    Path begun = home.resolve("command-begun");
    CommandPlan command =
        new CommandPlan(
            List.of(
                "sh",
                "-c",
                "touch \"$0\"; until [ -e \"$1\" ]; do sleep 0.05; done",
                begun.toString(),
                home.resolve(file).toString()),
            List.of(),
            null);
    CompletableFuture<ActionResult> restart =
        CompletableFuture.supplyAsync(() -> restart(command, "network: {giveUpAfter: PT1S}\n"));
    await().until(() -> Files.exists(begun));
    return restart;
  }

  private ActionResult restart(CommandPlan command, String lines) {
    migration.restartingTarget(command, Migration.USUAL_PLAN + lines);
    return traffic().restartTarget(migration.reference());
  }

  private TrafficActivities traffic() {
    return migration.activity(new TrafficActivitiesImpl(migration.runs()), TrafficActivities.class);
  }

  private static ChromaException gone() {
    return new ChromaException(
        ChromaException.Kind.UNREACHABLE, "Nobody there.", new ConnectException());
  }
}
