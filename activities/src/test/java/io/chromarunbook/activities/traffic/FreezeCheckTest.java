package io.chromarunbook.activities.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.steps.FreezeProof;
import io.chromarunbook.workflows.steps.TrafficActivities;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the plan's own check says of a freeze, beside what a write comes to. */
@Timeout(60)
class FreezeCheckTest {

  private static final FreezeProof ACCEPTED =
      new FreezeProof(FreezeProof.State.ACCEPTED, "One was taken in 1.1.");

  @TempDir private Path folder;
  private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
  private TrialRun run;

  @AfterEach
  void close() {
    environment.close();
  }

  @Test
  void a_check_that_says_no_outweighs_a_refused_write() {
    TrafficActivities traffic = checking("false");
    run.source.freeze();

    FreezeProof proof = traffic.proveFrozen(run.reference, ACCEPTED);

    assertThat(proof.state()).isEqualTo(FreezeProof.State.CHECK_DENIES);
    assertThat(proof.disproves()).isTrue();
    assertThat(proof.message()).contains("own check", "not frozen", "false ended with exit code 1");
  }

  @Test
  void a_check_that_says_yes_does_not_outweigh_a_write_that_was_taken() {
    assertThat(checking("true").proveFrozen(run.reference, ACCEPTED).state())
        .isEqualTo(FreezeProof.State.ACCEPTED);
  }

  @Test
  void a_check_that_says_yes_is_no_proof_but_is_told() {
    TrafficActivities traffic = checking("true");
    run.source.freeze();

    FreezeProof proof = traffic.proveFrozen(run.reference, null);

    assertThat(proof.state()).isEqualTo(FreezeProof.State.UNCLEAR);
    assertThat(proof.message()).contains("The plan's own check says that it is frozen.");
  }

  @Test
  void a_check_that_fails_in_itself_takes_nothing_from_a_proof() {
    TrafficActivities traffic = checking("sh", "-c", "echo no such host; exit 6");
    run.source.freeze();

    FreezeProof proof = traffic.proveFrozen(run.reference, ACCEPTED);

    assertThat(proof.state()).isEqualTo(FreezeProof.State.REFUSED);
    assertThat(proof.message()).contains("could not be read", "exit code 6", "no such host");
  }

  @Test
  void a_look_runs_no_command() {
    Path marker = folder.resolve("checked");
    TrafficActivities traffic = checking("touch", marker.toString());
    run.source.freeze();

    assertThat(traffic.lookAtFreeze(run.reference, ACCEPTED).state())
        .isEqualTo(FreezeProof.State.REFUSED);
    assertThat(marker).doesNotExist();
    assertThat(traffic.proveFrozen(run.reference, ACCEPTED).state())
        .isEqualTo(FreezeProof.State.REFUSED);
    assertThat(marker).exists();
  }

  @Test
  void proving_takes_the_turn_from_nobody() throws Exception {
    TrafficActivities traffic = checking("true");
    run.source.freeze();
    Turn held = Turn.take(run.folder.trafficTurn());

    assertThat(traffic.proveFrozen(run.reference, ACCEPTED).state())
        .isEqualTo(FreezeProof.State.REFUSED);

    assertThat(Files.readString(run.folder.trafficTurn())).isEqualTo(held.token());
  }

  private TrafficActivities checking(String... check) {
    String commands =
        Json.canonical(
            Map.of(
                "mode",
                "commands",
                "commands",
                Map.of(
                    "freeze", Map.of("run", List.of("true"), "check", List.of(check)),
                    "thaw", Map.of("run", List.of("true")),
                    "switch", Map.of("run", List.of("true")),
                    "revert", Map.of("run", List.of("true")))));
    run = new TrialRun(folder.resolve("home"), ", \"traffic\": " + commands);
    run.environment.put("SOURCE_AUTH", "Bearer any");
    run.source.create(
        new NewCollection("kb", Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS));
    environment.registerActivitiesImplementations(new TrafficActivitiesImpl(run.runs));
    return environment.newActivityStub(TrafficActivities.class);
  }
}
