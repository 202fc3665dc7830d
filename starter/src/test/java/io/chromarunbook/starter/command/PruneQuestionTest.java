package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.run.FileDigest;
import io.chromarunbook.starter.outcome.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is at a terminal is asked before a snapshot goes; nobody else is. */
@Timeout(60)
class PruneQuestionTest {

  @TempDir private Path home;

  @BeforeEach
  void two_runs_have_ended_and_the_first_snapshot_may_go() throws IOException {
    write("first", "2025-01-01");
    write("second", "2025-02-01");
  }

  @Test
  void a_person_reads_which_go_with_their_size_and_a_no_removes_nothing() {
    Typed asked = Typed.byPerson("n\n", environment(), "snapshot", "prune");

    assertThat(asked.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(asked.out())
        .contains("remove  " + snapshot("first"), " MB", "Nothing brings it back. [y/N]")
        .contains("May be removed: 1 of 2");
    assertThat(snapshot("first")).exists();
    assertThat(Typed.byPerson("", environment(), "snapshot", "prune").exitCode()).isZero();
    assertThat(snapshot("first")).exists();
  }

  @Test
  void a_yes_removes_what_was_named_and_nothing_else() {
    Typed asked = Typed.byPerson("y\n", environment(), "snapshot", "prune");

    assertThat(asked.out()).contains("Removed 1 of 2");
    assertThat(asked.out().indexOf("remove  ")).isLessThan(asked.out().indexOf("[y/N]"));
    assertThat(snapshot("first")).doesNotExist();
    assertThat(snapshot("second")).exists();
    assertThat(Typed.byPerson("", environment(), "snapshot", "prune").out())
        .doesNotContain("[y/N]");
  }

  @Test
  void a_script_is_asked_nothing_and_removes_only_by_the_option() {
    Typed listed = Typed.in(environment(), "snapshot", "prune");

    assertThat(listed.out()).contains("Next: ./runbook snapshot prune --yes");
    assertThat(listed.out()).doesNotContain("[y/N]");
    assertThat(snapshot("first")).exists();
    assertThat(Typed.in(environment(), "snapshot", "prune", "--yes").out())
        .contains("Removed 1 of 2");
    assertThat(snapshot("first")).doesNotExist();
  }

  private Map<String, String> environment() {
    return Map.of("RUNBOOK_HOME", home.toString());
  }

  private Path snapshot(String migration) {
    return home.resolve("runs").resolve(migration).resolve("snapshot");
  }

  private void write(String migration, String day) throws IOException {
    Path snapshot = Files.createDirectories(snapshot(migration));
    Files.writeString(snapshot.resolveSibling("run.json"), "{}");
    Files.writeString(snapshot.resolveSibling("report.json"), "{\"state\": \"COMPLETED\"}");
    Path manifest = snapshot.resolve("manifest.json");
    Files.writeString(
        manifest,
        """
        {"format": 1, "migration": "%1$s", "created": "%2$sT00:00:00Z",
         "retainUntil": "%2$sT12:00:00Z", "planDigest": "%3$s", "inventoryDigest": "%3$s",
         "source": {"url": "http://source:8000", "api": "v1", "version": "0.5.23",
                    "tenant": "default_tenant", "database": "default_database"},
         "collections": []}
        """
            .formatted(migration, day, "0".repeat(64)));
    Files.writeString(
        snapshot.resolve("manifest.json.sha256"), FileDigest.of(manifest) + "  manifest.json\n");
  }
}
