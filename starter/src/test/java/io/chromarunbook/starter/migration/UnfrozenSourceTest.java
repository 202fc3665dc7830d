package io.chromarunbook.starter.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.runbook.Confirmation;
import io.chromarunbook.workflows.runbook.MigrationOutcome;
import io.chromarunbook.workflows.runbook.Reply;
import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Migrations whose freeze freezes nothing, under an application that writes fifty records a second
 * all the while: by a command that does nothing, and by a person who says so without doing it.
 */
@Tag("servers")
@ExtendWith(MigrationStage.Extension.class)
@Timeout(300)
@SuppressWarnings("try") // the worker works while it is open
class UnfrozenSourceTest {

  private static final String COLLECTION = "tutorial";
  private static final String MANUAL = "traffic: {mode: manual}\n";
  private static final String COMMANDS =
      """
      traffic:
        mode: commands
        commands:
          freeze: {run: ["true"], check: ["true"]}
          thaw: {run: ["true"]}
          switch: {run: ["true"]}
          revert: {run: ["true"]}
          restart: {run: ["true"]}
          verify: {run: ["true"]}
      """;

  private static final Pattern WRITTEN = Pattern.compile("written-[0-9]+");

  private final MigrationStage stage;
  private TestMigration migration;

  UnfrozenSourceTest(MigrationStage stage) {
    this.stage = stage;
  }

  @BeforeEach
  void fills_a_source() {
    migration = new TestMigration(stage).seed(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {COMMANDS, MANUAL})
  void writes_after_the_freeze_are_told_before_it_counts_and_end_the_run_with_their_ids(
      String traffic) throws Exception {
    try (AutoCloseable worker = stage.worker();
        ConstantWriter writer =
            new ConstantWriter(() -> stage.source(migration.database()), COLLECTION)) {
      await().until(() -> writer.written().size() > 20);
      String plan = migration.plan();
      migration.start(plan.substring(0, plan.indexOf("traffic:")) + traffic, "");
      migration.approve(GateId.PRE_MIGRATION);

      MigrationStatus asks = migration.until("a person", status -> !status.manual().isEmpty());
      assertThat(asks.manual())
          .extracting(line -> line.action())
          .containsExactly(TrafficAction.FREEZE);
      assertThat(asks.freeze().standing()).isNotEqualTo(FreezeLine.Standing.PROVEN);

      Reply first = confirm(TrafficAction.FREEZE, false);
      assertThat(first).isInstanceOf(Reply.Refused.class);
      assertThat(first.toString()).contains("A write at ", "was taken: the source is not frozen");
      assertThat(confirm(TrafficAction.FREEZE, true)).isInstanceOf(Reply.Accepted.class);
      int vouched = writer.written().size();
      migration.until(
          "its end",
          status -> {
            status.manual().forEach(line -> confirm(line.action(), true));
            return status.state().ended();
          });
      MigrationOutcome outcome = migration.outcome();
      writer.stop();

      assertThat(outcome.state()).isEqualTo(RunState.ROLLED_BACK);
      List<String> named =
          WRITTEN.matcher(outcome.reason()).results().map(MatchResult::group).toList();
      assertThat(named).as(outcome.reason()).isNotEmpty();
      assertThat(writer.written().subList(vouched, writer.written().size())).containsAll(named);
      List<String> listed = listed();
      assertThat(listed).containsAll(named);
      assertThat(outcome.reason()).contains("%,d came".formatted(listed.size()));
      assertThat(writer.written()).containsAll(listed);
      assertThat(writer.refused()).isEmpty();
      assertThat(writer.failures()).isEmpty();
      assertThat(atSource()).containsAll(writer.written());
    }
  }

  private Reply confirm(TrafficAction action, boolean vouches) {
    return migration
        .running()
        .answerConfirm(
            new Confirmation(
                UUID.randomUUID().toString(), action, "ed", vouches ? "it is" : null, vouches));
  }

  /** What the run left for whoever looks for the writer. */
  private List<String> listed() throws IOException {
    List<String> ids = new ArrayList<>();
    Path folder = stage.home().resolve("runs").resolve(migration.id()).resolve("new-at-source");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        for (String line : Files.readAllLines(file)) {
          ids.add(Json.MAPPER.readValue(line, String.class));
        }
      }
    }
    return ids;
  }

  private List<String> atSource() {
    List<String> ids = new ArrayList<>();
    try (WritableServer server = stage.source(migration.database())) {
      CollectionInfo collection = server.collection(COLLECTION).orElseThrow();
      server.ids(collection, ids::add);
    }
    return ids;
  }
}
