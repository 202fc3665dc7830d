package io.chromarunbook.starter.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.directory.OpenBy;
import io.chromarunbook.directory.TreeHash;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.starter.command.Typed;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.starter.migration.TestMigration;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.runbook.MigrationOutcome;
import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots taken by themselves of real servers, and what becomes of them as sources. */
@Tag("servers")
@Timeout(300)
@ExtendWith(MigrationStage.Extension.class)
@SuppressWarnings("try") // a worker works while it is open
class SnapshotSourceTest {

  private static final String PEOPLE =
      "people: {operations-lead: [ann], dba: [bo], security: [cy], technician: [ed], on-call: [di]}\n";

  /** Nobody freezes a snapshot: a command that would is never run. */
  private static final String TRAFFIC =
      """
      traffic:
        mode: commands
        commands:
          freeze: {run: ["false"]}
          thaw: {run: ["false"]}
          switch: {run: ["true"]}
          revert: {run: ["true"]}
          restart: {run: ["true"]}
          verify: {run: ["true"]}
      timeline: {monitoring: PT3S, probeEvery: PT1S, hold: PT3S}
      """;

  @TempDir private Path folder;
  private final MigrationStage stage;
  private final TestMigration migration;

  SnapshotSourceTest(MigrationStage stage) {
    this.stage = stage;
    this.migration = new TestMigration(stage);
  }

  @Test
  void a_hosted_source_is_taken_goes_away_for_good_and_its_snapshot_is_migrated_later()
      throws Exception {
    LocalStack old =
        LocalStack.in(folder.resolve("old"), StackListener.silent(), MigrationStage.environment());
    HostedQuotas quotas = new HostedQuotas();
    Map<String, List<Object>> contents;
    JsonNode taken;
    String url = old.chroma("hosted", ChromaRelease.V1_5).url();
    try (AlteringProxy hosted = new AlteringProxy(url)) {
      hosted.behave(quotas);
      ServerAddress address = ServerAddress.at(url);
      fill(address, "large", Samples.records("l", 1_000, 8));
      fill(address, "small", Samples.records("s", 200, 8));
      contents = contents(address);
      taken = take(write("source: {url: \"" + hosted.url() + "\"}\n"));
    } finally {
      old.stop();
    }
    assertThat(quotas.refused()).isPositive();
    assertThat(taken.path("stoodStill").asBoolean()).isTrue();
    assertThat(taken.path("records").asInt()).isEqualTo(1_200);
    assertThat(typeLine(taken.path("verify").asText()).exitCode()).isZero();

    Path plan = writeFrom(taken.path("source").asText());
    try (AutoCloseable worker = stage.worker()) {
      Typed started = type("start", plan.toString());
      assertThat(started.exitCode()).as("%s", started).isZero();
      migration.approve(GateId.PRE_MIGRATION).approve(GateId.GO_NO_GO);
      MigrationStatus completed = migration.until(RunState.COMPLETED);

      assertThat(completed.state()).as("%s", completed).isEqualTo(RunState.COMPLETED);
      assertThat(completed.totals().equal()).isEqualTo(1_200);
      assertThat(completed.freeze().message())
          .contains("The source is a snapshot", taken.path("digest").asText());
      assertThat(contents(target())).isEqualTo(contents);
      Typed closed = type("close", migration.id(), "--by", "ann");
      assertThat(closed.out()).as("%s", closed).contains("The source was a snapshot");
      assertThat(migration.outcome().decision()).isEqualTo("GO");
    }
  }

  @Test
  void a_directory_is_taken_from_a_copy_and_is_only_read() throws Exception {
    LocalStack maker =
        LocalStack.in(folder.resolve("old"), StackListener.silent(), MigrationStage.environment());
    Path directory;
    try {
      ServerEntry server = maker.chroma("maker", ChromaRelease.V0_5);
      fill(ServerAddress.at(server.url()), "kept", Samples.records("k", 300, 8));
      directory = Path.of(server.dataDirectory());
      Path plan = write("source: {directory: \"" + directory + "\"}\n");
      Typed open = type("snapshot", "take", plan.toString(), "-o", out().toString());
      assertThat(open.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(open.err()).contains(directory + " is open in process " + server.process().pid());
    } finally {
      maker.stop();
    }
    String before = TreeHash.of(directory);

    JsonNode taken = take(write("source: {directory: \"" + directory + "\"}\n"));

    assertThat(taken.path("records").asInt()).isEqualTo(300);
    assertThat(taken.path("stoodStill").asBoolean()).isTrue();
    assertThat(taken.path("mended")).isEmpty();
    assertThat(typeLine(taken.path("verify").asText()).exitCode()).isZero();
    assertThat(TreeHash.of(directory)).isEqualTo(before);
    assertThat(OpenBy.processes(folder).known()).isEmpty();
  }

  @Test
  void what_a_writer_did_while_a_snapshot_was_taken_is_counted_and_is_not_in_it() {
    ServerAddress address = target();
    fill(address, "live", Samples.records("r", 1_000, 8));
    AtomicBoolean wrote = new AtomicBoolean();
    try (AlteringProxy live = new AlteringProxy(address.url().toString())) {
      live.behave(
          (request, server) -> {
            // The first batches are exported then, and the last one is not.
            if (request.body().contains("\"r-500\"") && wrote.compareAndSet(false, true)) {
              write(address);
            }
            return server.answer(request);
          });
      Path plan =
          write("source: {url: \"%s\", database: %s}\n".formatted(live.url(), address.database()));

      Typed typed = type("snapshot", "take", plan.toString(), "-o", out().toString());

      assertThat(typed.exitCode()).as("%s", typed).isZero();
      assertThat(wrote).isTrue();
      assertThat(typed.out())
          .contains(
              "999 records in",
              "since it was read, 3 records added, 2 records changed, 3 records removed",
              "live: 3 records added",
              "Next: ./runbook snapshot verify ",
              "source: {");
      Typed verified = type("snapshot", "verify", out().resolve("snapshot").toString());
      assertThat(verified.exitCode()).as("%s", verified).isZero();
      Typed again = type("snapshot", "take", plan.toString(), "-o", out().toString());
      assertThat(again.exitCode()).as("%s", again).isEqualTo(ExitCode.USAGE);
      assertThat(again.err()).contains("already; name another place");
    }
  }

  private static void write(ServerAddress address) {
    try (WritableServer server = ChromaServers.toWrite(address)) {
      CollectionInfo live = server.collection("live").orElseThrow();
      server.upsert(live, Samples.records("new", 3, 8));
      server.update(live, "r-0", "another text");
      server.update(live, "r-1", "another text");
      server.delete(live, List.of("r-2", "r-3", "r-4"));
      server.delete(live, List.of("r-999"));
    }
  }

  @Test
  void a_take_killed_with_minus_nine_goes_on_and_has_the_same_content() throws Exception {
    ServerAddress address = target();
    for (int number = 0; number < 6; number++) {
      fill(address, "c-" + number, Samples.records("r" + number, 1_000, 64));
    }
    Path plan =
        write(
            "source: {url: \"%s\", database: %s}\nimport: {partSize: 100}\n"
                .formatted(address.url(), address.database()));
    Path first = out().resolve("export/00001/part-00002.json");
    Process killed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.chromarunbook.starter.Runbook",
                "snapshot",
                "take",
                plan.toString(),
                "-o",
                out().toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> Files.exists(first) || !killed.isAlive());
    } finally {
      killed.destroyForcibly();
    }
    assertThat(killed.waitFor()).as(Files.readString(folder.resolve("said"))).isNotZero();
    assertThat(out().resolve("snapshot/manifest.json")).doesNotExist();
    Object kept = Files.getLastModifiedTime(first);

    JsonNode gone = take(plan);

    assertThat(gone.path("records").asInt()).isEqualTo(6_000);
    assertThat(Files.getLastModifiedTime(first)).isEqualTo(kept);
    Path other = folder.resolve("other");
    Typed fresh = type("snapshot", "take", plan.toString(), "-o", other.toString(), "--json");
    assertThat(fresh.exitCode()).as("%s", fresh).isZero();
    assertThat(records(out())).isEqualTo(records(other)).hasSize(6_000);
  }

  /**
   * Every record of a snapshot, by its collection and id; servers order its fields as they like.
   */
  private static Map<String, ChromaRecord> records(Path place) {
    Map<String, ChromaRecord> records = new HashMap<>();
    Snapshot snapshot = Snapshot.open(place.resolve("snapshot"));
    for (int index = 0; index < snapshot.manifest().collections().size(); index++) {
      StoredCollection collection = snapshot.collection(index);
      for (int part = 0; part < collection.parts().size(); part++) {
        snapshot.forEachRecord(
            index, part, record -> records.put(collection.name() + "/" + record.id(), record));
      }
    }
    return records;
  }

  @Test
  void a_damaged_file_or_another_digest_is_refused_at_the_start_and_nothing_begins()
      throws Exception {
    migration.seed(60);
    JsonNode taken = takeOfStage();
    Path snapshot = Path.of(taken.path("directory").asText());

    Typed without = type("start", writeFrom("source: {snapshot: \"" + snapshot + "\"}").toString());
    assertThat(without.exitCode()).as("%s", without).isEqualTo(ExitCode.USAGE);
    assertThat(without.err()).contains("./runbook snapshot verify " + snapshot);

    String digest = taken.path("digest").asText();
    Path another = writeFrom(taken.path("source").asText().replace(digest, "0".repeat(64)));
    Typed exchanged = type("start", another.toString());
    assertThat(exchanged.exitCode()).as("%s", exchanged).isEqualTo(ExitCode.DATA);
    assertThat(exchanged.err()).contains("is another one", digest);

    Path part = snapshot.resolve("collections/00002/part-00001.jsonl.zst");
    byte[] content = Files.readAllBytes(part);
    content[content.length / 2] ^= 4;
    Files.write(part, content);
    Path plan = writeFrom(taken.path("source").asText());
    Typed damaged = type("start", plan.toString());
    assertThat(damaged.exitCode()).as("%s", damaged).isEqualTo(ExitCode.DATA);
    assertThat(damaged.err()).contains(part.toString());
    Typed status = type("status", migration.id());
    assertThat(status.exitCode()).as("%s", status).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void a_snapshot_that_is_exchanged_during_the_run_breaks_the_freeze_and_nothing_is_moved()
      throws Exception {
    migration.seed(60);
    JsonNode taken = takeOfStage();
    Path plan = writeFrom(taken.path("source").asText());
    try (AutoCloseable worker = stage.worker()) {
      Typed started = type("start", plan.toString());
      assertThat(started.exitCode()).as("%s", started).isZero();
      migration.approve(GateId.PRE_MIGRATION);
      MigrationStatus open =
          migration.until("the gate", now -> TestMigration.line(now, GateId.GO_NO_GO).open());
      assertThat(open.freeze().standing()).isEqualTo(FreezeLine.Standing.PROVEN);
      Path manifest = Path.of(taken.path("directory").asText()).resolve("manifest.json");
      Files.writeString(manifest, Files.readString(manifest) + "\n");

      MigrationOutcome outcome = migration.outcome();

      assertThat(outcome.state()).isEqualTo(RunState.ROLLED_BACK);
      assertThat(outcome.decision()).isEqualTo("NO-GO");
      Typed report = type("report", migration.id());
      assertThat(report.out())
          .contains("The freeze is broken", "is not the one that the plan names");
    }
    Typed back = type("put-back", migration.id());
    assertThat(back.exitCode()).as("%s", back).isEqualTo(ExitCode.REFUSED);
    assertThat(back.err()).contains("takes no records");
  }

  private JsonNode takeOfStage() {
    return take(
        write(
            "source: {url: \"%s\", database: %s}\n"
                .formatted(stage.sourceUrl(), migration.database())));
  }

  private JsonNode take(Path plan) {
    Typed taken = type("snapshot", "take", plan.toString(), "-o", out().toString(), "--json");
    assertThat(taken.exitCode()).as("%s", taken).isZero();
    try {
      return Json.MAPPER.readTree(taken.out());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path out() {
    return folder.resolve("taken");
  }

  /** A plan that says no more than it must, and has no target. */
  private Path write(String source) {
    return file("take.yaml", "migration: " + migration.id() + "\n" + source + PEOPLE);
  }

  /** A whole plan that moves from a snapshot. */
  private Path writeFrom(String source) {
    return file(
        "plan.yaml",
        "migration: %s\n%s\ntarget: {url: \"%s\", database: %s}\n%s%s"
            .formatted(
                migration.id(), source, stage.targetUrl(), migration.database(), PEOPLE, TRAFFIC));
  }

  private Path file(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Typed typeLine(String command) {
    return type(command.replaceFirst("^\\./runbook ", "").split(" "));
  }

  private Typed type(String... arguments) {
    Map<String, String> environment = new HashMap<>(MigrationStage.environment());
    environment.put("RUNBOOK_HOME", stage.home().toString());
    return Typed.in(environment, arguments);
  }

  /** The migration's own database at the stage's target. */
  private ServerAddress target() {
    return new ServerAddress(
        URI.create(stage.targetUrl()),
        ServerAddress.DEFAULT_TENANT,
        migration.database(),
        Map.of());
  }

  private static void fill(ServerAddress address, String collection, List<ChromaRecord> records) {
    try (WritableServer server = ChromaServers.toWrite(address)) {
      MigratedRun.fill(server, Samples.collection(collection, DistanceFunction.L2), records);
    }
  }

  /** Everything there is, straight from the server; for comparison only. */
  private static Map<String, List<Object>> contents(ServerAddress address) {
    Map<String, List<Object>> contents = new HashMap<>();
    try (WritableServer server = ChromaServers.toWrite(address)) {
      for (CollectionInfo collection : server.collections()) {
        List<String> ids = new ArrayList<>();
        server.ids(collection, ids::add);
        server.records(
            collection,
            ids,
            record ->
                contents.put(
                    collection.name() + "/" + record.id(),
                    Arrays.asList(
                        record.document(),
                        record.uri(),
                        record.metadata(),
                        Arrays.hashCode(record.embedding()))));
      }
    }
    return contents;
  }
}
