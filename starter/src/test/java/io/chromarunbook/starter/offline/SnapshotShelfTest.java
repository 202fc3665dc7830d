package io.chromarunbook.starter.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.chromarunbook.activities.run.FileDigest;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.starter.offline.PruneDecision.Verdict;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snapshots of a home, found and removed by their files. */
class SnapshotShelfTest {

  @TempDir Path home;
  private SnapshotShelf shelf;
  private final SnapshotFiles files = SnapshotFiles.in(Map.of(), (what, done, total) -> {});

  @BeforeEach
  void open() throws IOException {
    shelf = new SnapshotShelf(new RunbookHome(home));
    write("first", "2025-01-01", "COMPLETED");
    write("second", "2025-02-01", "ROLLED_BACK");
  }

  @Test
  void what_may_go_is_removed_and_the_rest_of_its_run_stays() throws IOException {
    Files.createDirectories(run("second").resolve("snapshot.removing").resolve("collections"));

    List<PruneDecision> decisions = files.prunable(shelf, Set.of());
    assertThat(run("first").resolve("snapshot")).exists();
    files.prune(shelf, decisions);

    assertThat(decisions)
        .extracting(PruneDecision::verdict)
        .containsExactly(Verdict.REMOVE, Verdict.KEEP);
    assertThat(run("first").resolve("snapshot")).doesNotExist();
    assertThat(run("first").resolve("snapshot.removing")).doesNotExist();
    assertThat(run("first").resolve("report.json")).exists();
    assertThat(run("second").resolve("snapshot")).exists();
    assertThat(run("second").resolve("snapshot.removing")).doesNotExist();
    assertThat(shelf.all()).extracting(FoundSnapshot::migration).containsExactly("second");
  }

  @Test
  void a_run_without_a_report_keeps_its_snapshot_and_the_backup_it_names() throws IOException {
    Files.delete(run("second").resolve("report.json"));
    Files.writeString(
        run("second").resolve("plan.json"),
        Json.MAPPER.writeValueAsString(
            Map.of("source", Map.of("backup", run("first").resolve("snapshot").toString()))));

    assertThat(files.prunable(shelf, Set.of()))
        .extracting(PruneDecision::verdict)
        .containsOnly(Verdict.KEEP);
  }

  @Test
  void a_newer_snapshot_that_is_damaged_lets_nothing_go() throws IOException {
    Files.createDirectories(run("second").resolve("snapshot/collections/00001"));
    Files.writeString(run("second").resolve("snapshot/collections/00001/ids.jsonl"), "\"stray\"\n");

    assertThat(files.prunable(shelf, Set.of()))
        .extracting(PruneDecision::verdict)
        .containsOnly(Verdict.KEEP);
  }

  @Test
  void what_has_no_manifest_or_a_torn_one_is_shown_with_the_reason_and_kept() throws IOException {
    Files.delete(run("first").resolve("snapshot/manifest.json"));
    Files.writeString(run("second").resolve("snapshot/manifest.json"), "{");

    assertThat(shelf.all())
        .extracting(FoundSnapshot::state)
        .containsExactly(FoundSnapshot.State.UNFINISHED, FoundSnapshot.State.UNREADABLE);
    assertThat(files.prunable(shelf, Set.of()))
        .extracting(PruneDecision::verdict)
        .containsOnly(Verdict.KEEP);
  }

  @Test
  void a_snapshot_taken_by_itself_is_on_the_shelf_and_goes_by_the_same_rules() throws IOException {
    Path taken = new RunbookHome(home).takenSnapshots().resolve("taken");
    Files.createDirectories(taken.getParent());
    Files.move(run("first"), taken);
    Files.delete(taken.resolve("report.json"));

    assertThat(shelf.all())
        .extracting(FoundSnapshot::migration, FoundSnapshot::takenByItself)
        .containsExactly(tuple("second", false), tuple("taken", false));

    Files.writeString(taken.resolve("taken.json"), "{}");

    assertThat(shelf.all().get(1).takenByItself()).isTrue();
    List<PruneDecision> decisions = files.prunable(shelf, Set.of());
    files.prune(shelf, decisions);
    assertThat(decisions)
        .extracting(PruneDecision::verdict)
        .containsExactly(Verdict.KEEP, Verdict.REMOVE);
    assertThat(taken.resolve("snapshot")).doesNotExist();
  }

  private Path run(String migration) {
    return home.resolve("runs").resolve(migration);
  }

  /** A run that has ended, with a snapshot of a source without collections. */
  private void write(String migration, String day, String state) throws IOException {
    Path snapshot = Files.createDirectories(run(migration).resolve("snapshot"));
    Files.writeString(run(migration).resolve("run.json"), "{}");
    Files.writeString(run(migration).resolve("report.json"), "{\"state\": \"" + state + "\"}");
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
