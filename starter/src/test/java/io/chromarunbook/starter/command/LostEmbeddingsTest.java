package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.starter.validation.DamagedIndex;
import io.temporal.client.WorkflowNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A source whose index has lost vectors: diagnosed before anything is frozen, and cured there. */
@ExtendWith(MigrationStage.Extension.class)
@Timeout(240)
@SuppressWarnings("try") // a worker works while it is open
@Tag("faults")
@Tag("releases")
class LostEmbeddingsTest {

  private static final List<String> RUNS = List.of("lost-embeddings-1", "lost-embeddings-2");

  @TempDir private Path place;
  private final MigrationStage stage;
  private LocalStack stack;

  LostEmbeddingsTest(MigrationStage stage) {
    this.stage = stage;
  }

  @AfterEach
  void leaves_nothing_behind() {
    for (String run : RUNS) {
      try {
        stage.client().newUntypedWorkflowStub(run).terminate("the test is over");
      } catch (WorkflowNotFoundException e) {
        // None was started, or it has ended.
      }
    }
    stack.stop();
  }

  @Test
  void lost_embeddings_are_told_record_by_record_and_cured_by_embedding_them_again()
      throws Exception {
    stack = LocalStack.in(place, StackListener.silent(), MigrationStage.environment());
    DamagedIndex source = DamagedIndex.made(stack);
    Path plan =
        Files.writeString(
            place.resolve("plan.yaml"),
            """
            migration: %s
            source: {url: "%s"}
            target: {url: "%s", database: %s}
            people: {operations-lead: [ann], dba: [bo], security: [cy], technician: [ed]}
            """
                .formatted(RUNS.get(0), source.url(), stage.targetUrl(), stage.newDatabase()));
    Diagnoses diagnoses = new Diagnoses(environment());
    try (AutoCloseable worker = stage.worker()) {
      assertThat(Typed.in(environment(), "start", plan.toString()).exitCode()).isZero();

      JsonNode found = diagnoses.first(RUNS.get(0), "embeddings-missing");
      assertThat(found.path("evidence").toString()).contains("'memory'", "embedding");
      assertThat(Diagnoses.people(found)).contains("bo", "ann");
      assertThat(diagnoses.typePrinted(found, "report").out()).contains("m-1000");
      source.embedAgain();
      Typed again = diagnoses.typePrinted(found, "start");
      assertThat(again.exitCode()).as("%s", again).isZero();

      await("the gate before the freeze")
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(
              () ->
                  assertThat(Typed.in(environment(), "status", RUNS.get(1)).out())
                      .contains("gate pre-migration"));
    }
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(MigrationStage.environment());
    environment.remove("RUNBOOK_LAUNCHER");
    environment.put("RUNBOOK_HOME", stage.home().toString());
    return environment;
  }
}
