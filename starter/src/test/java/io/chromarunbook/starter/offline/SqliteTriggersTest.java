package io.chromarunbook.starter.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.directory.SqliteTriggers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SqliteTriggersTest {

  @TempDir private Path folder;
  private Path file;
  private final StringWriter answers = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void make_a_database_like_chromas() throws SQLException {
    file = folder.resolve("with a space").resolve("chroma.sqlite3");
    assertThat(file.getParent().toFile().mkdir()).isTrue();
    change(
        "CREATE TABLE embeddings_queue (seq_id INTEGER PRIMARY KEY, id TEXT)",
        "CREATE TABLE collections (id TEXT PRIMARY KEY, name TEXT)",
        "CREATE TABLE tenants (id TEXT PRIMARY KEY)",
        "CREATE TABLE databases (id TEXT PRIMARY KEY, name TEXT)",
        "INSERT INTO embeddings_queue VALUES (1, 'a')",
        "INSERT INTO collections VALUES ('c', 'kb')",
        "INSERT INTO tenants VALUES ('default_tenant')");
  }

  @Test
  void a_frozen_database_refuses_records_and_changes_of_collections() throws SQLException {
    assertThat(new SqliteTriggers(file).install()).isTrue();

    for (String write :
        new String[] {
          "INSERT INTO embeddings_queue VALUES (2, 'b')",
          "INSERT INTO collections VALUES ('d', 'new')",
          "UPDATE collections SET name = 'other'",
          "DELETE FROM collections",
          "INSERT INTO tenants VALUES ('mine')",
          "INSERT INTO databases VALUES ('d', 'mine')"
        }) {
      assertThatThrownBy(() -> change(write)).as(write).hasMessageContaining("read-only");
    }
  }

  @Test
  void the_server_may_still_clear_its_queue() throws SQLException {
    new SqliteTriggers(file).install();

    assertThatCode(() -> change("DELETE FROM embeddings_queue")).doesNotThrowAnyException();
  }

  @Test
  void thawing_leaves_no_trace_of_ours_and_harms_no_trigger_of_others() throws SQLException {
    change("CREATE TRIGGER theirs AFTER INSERT ON collections BEGIN SELECT 1; END");
    SqliteTriggers triggers = new SqliteTriggers(file);
    triggers.install();

    assertThat(triggers.remove()).isTrue();

    assertThat(triggers.removed()).isTrue();
    change("INSERT INTO embeddings_queue VALUES (2, 'b')", "DROP TRIGGER theirs");
  }

  @Test
  void doing_either_twice_changes_nothing_more() throws SQLException {
    SqliteTriggers triggers = new SqliteTriggers(file);

    assertThat(triggers.remove()).isFalse();
    assertThat(triggers.install()).isTrue();
    assertThat(triggers.install()).isFalse();
    assertThat(triggers.remove()).isTrue();
  }

  @Test
  void a_database_that_lost_one_trigger_is_neither_frozen_nor_thawed() throws SQLException {
    SqliteTriggers triggers = new SqliteTriggers(file);
    triggers.install();
    change("DROP TRIGGER runbook_read_only_embeddings_queue_insert");

    assertThat(triggers.installed()).isFalse();
    assertThat(triggers.removed()).isFalse();
    assertThat(triggers.install()).isTrue();
    assertThat(triggers.installed()).isTrue();
  }

  @Test
  void a_database_without_tenants_can_be_frozen() throws SQLException {
    change("DROP TABLE tenants", "DROP TABLE databases");
    SqliteTriggers triggers = new SqliteTriggers(file);

    triggers.install();

    assertThat(triggers.installed()).isTrue();
  }

  @Test
  void the_commands_check_change_and_tell() {
    assertThat(run(new FreezeCommand(), "--sqlite", file.toString(), "--check")).isEqualTo(1);
    assertThat(run(new FreezeCommand(), "--sqlite", file.toString())).isZero();
    assertThat(run(new FreezeCommand(), "--sqlite", file.toString(), "--check")).isZero();
    assertThat(run(new ThawCommand(), "--sqlite", file.toString(), "--check")).isEqualTo(1);
    assertThat(run(new ThawCommand(), "--sqlite", file.toString())).isZero();
    assertThat(run(new ThawCommand(), "--sqlite", file.toString(), "--check")).isZero();

    assertThat(answers.toString())
        .contains("is not frozen.", "refuses writes from now on", "takes writes again.");
    assertThat(errors.toString()).isEmpty();
  }

  @Test
  void what_is_no_chroma_database_is_refused_and_left_as_it_was() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.txt"), "not a database, rather long text");
    Path empty = Files.createFile(folder.resolve("empty"));
    Path other = folder.resolve("other.sqlite3");
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + other);
        Statement statement = database.createStatement()) {
      statement.execute("CREATE TABLE something (id TEXT)");
    }

    for (Path wrong : new Path[] {text, empty, other, folder, folder.resolve("missing")}) {
      assertThat(run(new FreezeCommand(), "--sqlite", wrong.toString()))
          .as("%s", wrong)
          .isEqualTo(2);
    }

    assertThat(errors.toString()).contains("is not a Chroma database").doesNotContain("Exception");
    assertThat(text).content(StandardCharsets.UTF_8).startsWith("not a database");
    assertThat(empty).isEmptyFile();
    assertThat(folder.resolve("missing")).doesNotExist();
  }

  @Test
  void a_damaged_database_is_a_data_error() throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    java.util.Arrays.fill(bytes, 100, 600, (byte) 0x5a);
    Files.write(file, bytes);

    assertThat(run(new FreezeCommand(), "--sqlite", file.toString())).isEqualTo(5);

    assertThat(errors.toString()).contains("cannot be read or changed");
  }

  @Test
  void a_missing_file_option_is_wrong_usage() {
    assertThat(run(new FreezeCommand())).isEqualTo(2);
  }

  private int run(Object command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(answers))
        .setErr(new PrintWriter(errors))
        .execute(arguments);
  }

  private void change(String... statements) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = database.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
