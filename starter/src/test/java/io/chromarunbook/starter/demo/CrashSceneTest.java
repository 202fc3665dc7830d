package io.chromarunbook.starter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.starter.terminal.SampleRun;
import io.chromarunbook.starter.terminal.StackNarrator;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("servers")
class CrashSceneTest {

  @TempDir private Path home;
  private final StringWriter said = new StringWriter();
  private CrashScene scene;

  @BeforeEach
  void opens() {
    Terminal terminal = Terminal.toProgram(said, said);
    scene =
        new CrashScene(
            LocalStack.in(home, new StackNarrator(terminal), Map.of("PATH", "")), terminal);
  }

  @Test
  void says_once_that_the_records_were_moved_before_the_worker_could_be_killed() {
    scene.lookAt(SampleRun.at(Step.SNAPSHOT, RunState.RUNNING));
    assertThat(said.toString()).isEmpty();

    scene.lookAt(SampleRun.at(Step.VALIDATION, RunState.RUNNING));
    scene.lookAt(SampleRun.at(Step.GO_NO_GO, RunState.WAITING));

    assertThat(said.toString())
        .containsOnlyOnce("The worker was not killed: the 2,432 records were moved before it could")
        .contains("./runbook demo --crash --records 20000");
  }

  @Test
  void kills_nobody_when_everything_is_moved_already() throws JsonProcessingException {
    ObjectNode moved = Json.MAPPER.valueToTree(SampleRun.at(Step.MIGRATION, RunState.RUNNING));
    ((ObjectNode) moved.path("progress")).put("recordsDone", 9_832);

    scene.lookAt(Json.MAPPER.treeToValue(moved, MigrationStatus.class));

    assertThat(said.toString()).isEmpty();
  }
}
