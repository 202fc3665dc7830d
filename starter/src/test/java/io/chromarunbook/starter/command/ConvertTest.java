package io.chromarunbook.starter.command;

import static java.nio.file.Files.exists;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.directory.OpenBy;
import io.chromarunbook.directory.OpenedBy.OpenProcess;
import io.chromarunbook.directory.TreeHash;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.OwnCommand;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.starter.demo.Corpus;
import io.chromarunbook.starter.demo.Seeding;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Directories that real servers made become directories that the real client opens. */
@Tag("servers")
@Timeout(600)
class ConvertTest {

  private static final int RECORDS = 120;

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>(MigrationStage.environment());
  private LocalStack maker;
  private int records = RECORDS;

  @BeforeEach
  void lives_in_a_home_of_its_own() {
    environment.remove("RUNBOOK_LAUNCHER");
    environment.put("RUNBOOK_HOME", folder.resolve("home").toString());
    maker = LocalStack.in(folder.resolve("maker"), StackListener.silent(), environment);
  }

  @AfterEach
  void stops_what_a_failure_left_running() {
    var ignored = Typed.in(environment, "down");
    maker.stop();
  }

  @Test
  void a_directory_of_0_5_becomes_one_of_1_5_and_is_not_touched() throws Exception {
    becomesOneOf15(ChromaRelease.V0_5);
  }

  @Tag("releases")
  @ParameterizedTest
  @EnumSource(names = {"V0_4", "V0_6", "V1_5"})
  void a_directory_of_any_line_becomes_one_of_1_5_and_is_not_touched(ChromaRelease release)
      throws Exception {
    becomesOneOf15(release);
  }

  private void becomesOneOf15(ChromaRelease release) throws Exception {
    Path old = made(release);
    String before = TreeHash.of(old);
    Path converted = folder.resolve("converted");

    Typed convert =
        Typed.in(environment, "convert", old.toString(), converted.toString(), "--yes", "--json");

    assertThat(convert.exitCode()).as("%s", convert).isZero();
    JsonNode answer = convert.json();
    assertThat(answer.path("state").asText()).isEqualTo("COMPLETED");
    assertThat(answer.path("totals").path("equal").asInt())
        .isEqualTo(answer.path("totals").path("snapshot").asInt())
        .isGreaterThanOrEqualTo(RECORDS);
    assertThat(TreeHash.of(old)).isEqualTo(before);
    assertThat(folder.resolve("home/runs/convert-1/served/source")).doesNotExist();
    JsonNode report =
        Json.MAPPER.readTree(folder.resolve("home/runs/convert-1/report.json").toFile());
    assertThat(report.toString())
        .contains(
            release == ChromaRelease.V0_4 ? "Through the API: " : "In place: 1.5.9 opened a copy");
    assertThat(Files.readString(folder.resolve("home/runs/convert-1/evidence-go-no-go.json")))
        .contains("was restarted: seen to be away");
    PersistentClient client = new PersistentClient(PythonPackages.of(maker));
    assertThat(client.records(converted)).isEqualTo(answer.path("totals").path("equal").asInt());
  }

  @Test
  void one_that_was_killed_with_all_it_had_started_is_gone_on_with_by_the_same_command()
      throws Exception {
    environment.put("USER", "ann");
    Path old = made(ChromaRelease.V0_5);
    String before = TreeHash.of(old);
    String[] command = {
      "convert", old.toString(), folder.resolve("converted").toString(), "--yes", "--json"
    };
    Process leader = inAProcessOfItsOwn(command);
    await().atMost(3, MINUTES).until(() -> exists(folder.resolve("home/runs/convert-1/snapshot")));
    assertThat(leader.destroyForcibly().waitFor()).isNotZero();
    LocalStack left = LocalStack.in(folder.resolve("home"), StackListener.silent(), environment);
    List.of(LocalStack.SUPERVISOR, LocalStack.WORKER, LocalStack.TEMPORAL).forEach(left::kill);

    environment.put("USER", "bo");
    Typed.in(environment, command)
        .fails(2, "convert-1", "was begun by ann and has not ended", "add --by ann");
    environment.put("USER", "ann");
    Typed again = Typed.in(environment, command);

    assertThat(again.exitCode()).as("%s", again).isZero();
    assertThat(again.err()).contains("convert-1 of these two is under way");
    assertThat(again.json().path("state").asText()).isEqualTo("COMPLETED");
    assertThat(folder.resolve("home/runs/convert-2")).doesNotExist();
    assertThat(TreeHash.of(old)).isEqualTo(before);
    assertThat(left.state().claims()).isEmpty();
    assertThat(left.state().temporalRuns()).isFalse();

    Typed third = Typed.in(environment, command);
    assertThat(third.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(third.err()).contains("convert-1/report.html", "is not empty");
  }

  private Process inAProcessOfItsOwn(String... words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(OwnCommand.in(environment).with(words));
    builder.environment().putAll(environment);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("leader.log").toFile())
        .start();
  }

  @Test
  void a_record_that_breaks_1_x_sends_everything_through_the_api() throws Exception {
    Path old = made(ChromaRelease.V0_5);
    add("nameless", "null", "a");
    Path converted = folder.resolve("converted");

    Typed convert =
        Typed.in(environment, "convert", old.toString(), converted.toString(), "--yes", "--json");

    assertThat(convert.exitCode()).as("%s", convert).isZero();
    assertThat(Files.readString(folder.resolve("home/runs/convert-1/report.json")))
        .contains("Through the API: ", "nameless");
    PersistentClient client = new PersistentClient(PythonPackages.of(maker));
    assertThat(client.records(converted))
        .isEqualTo(convert.json().path("totals").path("equal").asInt());
  }

  @Test
  void a_conversion_that_ends_otherwise_leaves_the_new_directory_empty_and_nothing_open()
      throws Exception {
    Path old = made(ChromaRelease.V0_5);
    add("unfit", "\"text\"", "#no-key-of-1.x");
    String before = TreeHash.of(old);
    Path converted = folder.resolve("converted");

    Typed convert =
        Typed.in(environment, "convert", old.toString(), converted.toString(), "--yes", "--json");

    assertThat(convert.exitCode()).as("%s", convert).isEqualTo(1);
    assertThat(convert.json().path("state").asText()).isEqualTo("STOPPED");
    assertThat(converted).isEmptyDirectory();
    assertThat(OpenBy.processes(folder).known()).isEmpty();
    assertThat(TreeHash.of(old)).isEqualTo(before);
  }

  @Test
  void what_1_x_does_not_start_over_goes_through_the_api() throws Exception {
    Path old = made(ChromaRelease.V0_5);
    // Nothing that assess looks for, and 1.5.9's migration of the tables fails over it.
    changed(old, "CREATE VIEW theirs AS SELECT * FROM collections JOIN nowhere");
    Path converted = folder.resolve("converted");

    Typed convert =
        Typed.in(environment, "convert", old.toString(), converted.toString(), "--yes", "--json");

    assertThat(convert.exitCode()).as("%s", convert).isZero();
    assertThat(Files.readString(folder.resolve("home/runs/convert-1/report.json")))
        .contains("Through the API: 1.5.9 does not start over a copy of it");
  }

  @Test
  void a_server_that_ends_over_files_taken_in_place_sends_everything_through_the_api()
      throws Exception {
    records = 6_000;
    Path old = made(ChromaRelease.V0_5);
    String before = TreeHash.of(old);
    Path converted = folder.resolve("converted");
    Path taken = folder.resolve("home/runs/convert-1/served/in-place.json");

    CompletableFuture<Typed> converting =
        CompletableFuture.supplyAsync(
            () ->
                Typed.in(
                    environment,
                    "convert",
                    old.toString(),
                    converted.toString(),
                    "--yes",
                    "--json"));
    await().atMost(Duration.ofMinutes(3)).pollInterval(5, MILLISECONDS).until(() -> exists(taken));
    Files.writeString(converted.resolve("chroma.sqlite3"), "these are no tables");
    for (OpenProcess server : OpenBy.processes(converted).known()) {
      ProcessHandle.of(server.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    Typed convert = converting.get(5, MINUTES);
    assertThat(convert.exitCode()).as("%s", convert).isZero();
    assertThat(Files.readString(folder.resolve("home/runs/convert-1/report.json")))
        .contains("Through the API after all: ");
    assertThat(convert.json().path("totals").path("equal").asInt())
        .isEqualTo(convert.json().path("totals").path("snapshot").asInt());
    assertThat(TreeHash.of(old)).isEqualTo(before);
  }

  @Test
  void a_damaged_collection_may_stay_behind_and_the_others_are_converted() throws Exception {
    Path old = made(ChromaRelease.V0_5);
    changed(
        old,
        "UPDATE embedding_metadata SET string_value = NULL, int_value = 5"
            + " WHERE key = 'chroma:document' AND id IN (SELECT e.id FROM embeddings e JOIN segments s"
            + " ON s.id = e.segment_id JOIN collections c ON c.id = s.collection"
            + " WHERE c.name = (SELECT min(name) FROM collections))");
    String before = TreeHash.of(old);
    String sick;
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + old.resolve("chroma.sqlite3"));
        Statement statement = database.createStatement();
        ResultSet first = statement.executeQuery("SELECT min(name) FROM collections")) {
      sick = first.getString(1);
    }
    Path converted = folder.resolve("converted");
    Typed.in(environment, "convert", old.toString(), converted.toString(), "--yes")
        .fails(4, "in '" + sick + "'", "exclude");

    Typed convert =
        Typed.in(
            environment,
            "convert",
            old.toString(),
            converted.toString(),
            "--exclude",
            sick,
            "--yes",
            "--json");

    assertThat(convert.exitCode()).as("%s", convert).isZero();
    int equal = convert.json().path("totals").path("equal").asInt();
    assertThat(new PersistentClient(PythonPackages.of(maker)).records(converted))
        .isEqualTo(equal)
        .isPositive();
    assertThat(TreeHash.of(old)).isEqualTo(before);
  }

  @Test
  void a_directory_with_another_database_is_not_converted_in_part() throws Exception {
    Path old = made(ChromaRelease.V0_5);
    changed(
        old,
        "INSERT INTO databases (id, name, tenant_id) VALUES ('second', 'prod', 'default_tenant')",
        "UPDATE collections SET database_id = 'second'"
            + " WHERE name = (SELECT min(name) FROM collections)");

    Typed.in(environment, "convert", old.toString(), folder.resolve("new").toString(), "--yes")
        .fails(4, "2 databases", "default_tenant/prod", "--database");
    assertThat(folder.resolve("home/runs")).doesNotExist();
  }

  private static void changed(Path directory, String... statements) throws SQLException {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("chroma.sqlite3"));
        Statement statement = database.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  /** Adds a record to a collection that {@link #made} made of 0.5, as REST takes it. */
  private void add(String id, String document, String key) throws Exception {
    ServerEntry server = maker.chroma("maker", ChromaRelease.V0_5);
    String collection;
    float[] embedding;
    try (WritableServer reader = ChromaServers.toWrite(ServerAddress.at(server.url()))) {
      CollectionInfo first = reader.collections().get(0);
      collection = first.id();
      embedding = new float[first.dimension().orElseThrow()];
    }
    embedding[0] = 1;
    var ignored =
        sent(
            server.url() + "/api/v1/collections/" + collection + "/add",
            "{\"ids\": [\"%s\"], \"documents\": [%s], \"embeddings\": [%s], \"metadatas\": [{\"%s\": 1}]}"
                .formatted(id, document, Json.MAPPER.writeValueAsString(embedding), key));
    maker.stop("maker");
  }

  /** What a server answers. */
  private static String sent(String url, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json");
    HttpResponse<String> answer =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build()
            .send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return answer.body();
  }

  @Test
  void what_cannot_be_converted_is_said_before_anything_is_started() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path full = Files.createDirectories(folder.resolve("full"));
    Files.writeString(full.resolve("notes.txt"), "mine");

    Typed.in(environment, "convert", empty.toString(), "new", "--yes")
        .fails(2, "chroma.sqlite3", empty.toString());
    Typed.in(environment, "convert", full.toString(), full.resolve("new").toString(), "--yes")
        .fails(2, "one lies in the other");
    Typed.in(environment, "convert", "only-one", "--yes").fails(2, "convert OLD NEW");
    Typed.in(environment, "convert", empty.toString(), "new").fails(2, "--yes");
    assertThat(folder.resolve("home/runs")).doesNotExist();
    assertThat(folder.resolve("home/stack")).doesNotExist();
  }

  @Test
  void a_directory_that_is_open_or_a_target_that_is_not_empty_is_refused() throws Exception {
    Path old = made(ChromaRelease.V1_5);
    Path full = Files.createDirectories(folder.resolve("full"));
    Files.writeString(full.resolve("notes.txt"), "mine");
    Typed.in(environment, "convert", old.toString(), full.toString(), "--yes")
        .fails(4, "is not empty");

    ServerEntry open = maker.chroma("maker", ChromaRelease.V1_5);
    Typed.in(environment, "convert", old.toString(), folder.resolve("new").toString(), "--yes")
        .fails(4, "is open in process " + open.process().pid());
    assertThat(folder.resolve("new")).doesNotExist();
    assertThat(folder.resolve("home/stack")).doesNotExist();
  }

  /** Filled by a server of this release, which is stopped again. */
  private Path made(ChromaRelease release) {
    ServerEntry server = maker.chroma("maker", release);
    try (WritableServer filled = ChromaServers.toWrite(ServerAddress.at(server.url()))) {
      new Seeding(filled, (done, total) -> {}).fill(Corpus.load().tiled(records, 1));
    }
    maker.stop("maker");
    return Path.of(server.dataDirectory());
  }
}
