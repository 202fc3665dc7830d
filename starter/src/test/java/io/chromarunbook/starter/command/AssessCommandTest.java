package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.directory.SqliteTriggers;
import io.chromarunbook.directory.TreeHash;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.starter.outcome.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person and a script are told of a directory that a real server made. */
@Tag("servers")
class AssessCommandTest {

  private static final String HOSTILE = "id\u001b[2J\n$(touch x)";

  @TempDir private Path home;
  private LocalStack stack;
  private ServerEntry server;
  private String files;

  @BeforeEach
  void let_a_server_make_a_directory() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.startsWith("RUNBOOK_DEMO_"));
    stack = LocalStack.in(home, StackListener.silent(), environment);
    server = stack.chroma("old", ChromaRelease.V0_5);
    files = server.dataDirectory();
    try (WritableServer chroma = ChromaServers.toWrite(ServerAddress.at(server.url()))) {
      List<ChromaRecord> records = new ArrayList<>();
      for (int number = 0; number < 20; number++) {
        records.add(
            new ChromaRecord(
                number == 0 ? HOSTILE : "id" + number,
                "text " + number,
                null,
                Map.of("number", (long) number),
                new float[] {number, 1, 2}));
      }
      chroma.upsert(
          chroma.create(
              new NewCollection(
                  "articles",
                  Map.of("owner", "x\u001b[31m"),
                  DistanceFunction.COSINE,
                  IndexSettings.DEFAULTS)),
          records);
    }
  }

  @AfterEach
  void stop() {
    stack.stop();
  }

  private Typed assess(String... more) {
    List<String> words = new ArrayList<>(List.of("assess", files));
    words.addAll(List.of(more));
    return Typed.in(Map.of(), words.toArray(String[]::new));
  }

  @Test
  void a_clean_directory_opens_and_the_next_command_converts_it() throws IOException {
    stack.stop();
    String before = TreeHash.of(Path.of(files));

    Typed told = assess();

    assertThat(told.exitCode()).as("%s", told).isEqualTo(ExitCode.DONE);
    assertThat(told.out().lines().findFirst()).contains("✓ All of it opens in 1.x as it is.");
    assertThat(told.out()).contains("'articles'", "20 records", "./runbook convert " + files);
    assertThat(told.out().lines()).allMatch(line -> line.length() <= 80 || line.contains(files));
    assertThat(TreeHash.of(Path.of(files))).isEqualTo(before);
  }

  @Test
  void a_script_gets_it_all() {
    stack.stop();

    JsonNode told = assess("--json").json();

    assertThat(told.path("outcome").asText()).isEqualTo("CLEAN");
    assertThat(told.path("family").asText()).isEqualTo("V0_6");
    JsonNode collection = told.path("collections").path(0);
    assertThat(collection.path("records").asInt()).isEqualTo(20);
    assertThat(collection.path("space").asText()).isEqualTo("cosine");
    assertThat(collection.path("verdict").path("road").asText()).isEqualTo("AS_IT_IS");
    assertThat(collection.path("keys").path(0).path("types").path("integer").asInt()).isEqualTo(20);
  }

  @Test
  void one_that_a_process_has_open_is_to_be_decided() {
    Typed told = assess();

    assertThat(told.exitCode()).as("%s", told).isEqualTo(ExitCode.ENDED_OTHERWISE);
    assertThat(told.out()).contains("a process has it open", "process " + server.process().pid());
  }

  @Test
  void a_frozen_one_is_named_with_the_command_that_thaws_it() throws Exception {
    stack.stop();
    new SqliteTriggers(Path.of(files, "chroma.sqlite3")).install();

    Typed told = assess();

    assertThat(told.exitCode()).isEqualTo(ExitCode.ENDED_OTHERWISE);
    assertThat(told.out())
        .contains("frozen by triggers of the runbook", "./runbook thaw --sqlite " + files);
  }

  @Test
  void a_damaged_one_names_its_records_harmlessly() throws Exception {
    stack.stop();
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + Path.of(files, "chroma.sqlite3"));
        Statement statement = database.createStatement()) {
      statement.execute("DELETE FROM embeddings_queue WHERE id <> 'id19'");
    }

    Typed told = assess();

    assertThat(told.exitCode()).as("%s", told).isEqualTo(ExitCode.DATA);
    assertThat(told.out())
        .contains("✗ Damaged: 1 of 1 damaged.", "damaged: 19 of 20", "\\u001b[2J\\u000a$(touch x)")
        .doesNotContain("\u001b");
    Typed json = assess("--json");
    assertThat(json.json().path("faults").path(0).path("records").path(0).asText())
        .isEqualTo(HOSTILE);
    assertThat(json.out()).doesNotContain("\u001b");
    assertThat(assess("--all").out()).contains("owner=x\\u001b[31m").doesNotContain("\u001b");
  }

  @Test
  void what_is_no_chroma_directory_is_wrong_usage() throws IOException {
    Path empty = Files.createDirectory(home.resolve("empty"));
    Path other = Files.createDirectory(home.resolve("other"));
    Files.writeString(other.resolve("chroma.sqlite3"), "nothing of the kind");

    Typed.in(Map.of(), "assess", home.resolve("nowhere").toString())
        .fails(ExitCode.USAGE, "There is no directory", "nowhere", "chroma.sqlite3");
    Typed.in(Map.of(), "assess", empty.toString())
        .fails(ExitCode.USAGE, "There is no chroma.sqlite3 in", "empty");
    Typed.in(Map.of(), "assess", other.toString())
        .fails(ExitCode.USAGE, "is no database of Chroma", "other");
  }
}
