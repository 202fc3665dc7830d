package io.chromarunbook.activities.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.activities.inventory.InventoryActivitiesImpl;
import io.chromarunbook.activities.run.FileDigest;
import io.chromarunbook.activities.run.LocalRun;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.steps.InventoryActivities;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.SnapshotActivities;
import io.chromarunbook.workflows.steps.SnapshotSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotActivitiesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path home;
  private LocalRun run;
  private SnapshotActivities activities;
  private List<ChromaRecord> beta;
  private List<ChromaRecord> gamma;

  @BeforeEach
  void open() {
    run = LocalRun.planned(home, "import: {partSize: 40}");
    run.seed("alpha-empty", 0);
    beta = run.seed("beta", 100);
    gamma = run.seed("gamma", 40);
    run.source().freeze();
    freezeInventory();
    activities = activities(Duration.ofHours(1));
  }

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void every_record_is_in_the_snapshot_once_and_in_order() {
    exportAll();

    SnapshotSummary summary = activities.seal(run.reference());

    Snapshot snapshot = Snapshot.open(Path.of(summary.directory()));
    assertThat(records(snapshot, 0)).isEmpty();
    assertThat(records(snapshot, 1)).isEqualTo(beta);
    assertThat(records(snapshot, 2)).isEqualTo(gamma);
    assertThat(summary.records()).isEqualTo(140);
    assertThat(summary.parts()).isEqualTo(4);
    assertThat(summary.digest())
        .isEqualTo(FileDigest.of(snapshot.directory().resolve("manifest.json")));
    assertThat(summary.retainUntil()).isEqualTo(NOW.plus(Duration.ofDays(7)));
  }

  @Test
  void a_sealed_snapshot_has_no_file_that_its_manifest_does_not_cover() throws IOException {
    exportAll();
    // As a worker leaves it that is killed while it writes.
    Path halfWritten = part(1, 2).resolveSibling("part-00003.jsonl.zst.next");
    Files.writeString(halfWritten, "half");

    activities.seal(run.reference());

    Path directory = run.folder().snapshot();
    assertThat(halfWritten).doesNotExist();
    assertThat(damages(directory)).isEmpty();
    Files.writeString(directory.resolve("collections/00002/ids.json"), "{}");
    Files.writeString(directory.resolve("from-elsewhere"), "");
    assertThat(damages(directory)).containsExactly("collections/00002/ids.json", "from-elsewhere");
  }

  private static List<String> damages(Path directory) {
    return SnapshotInspection.of(directory, Optional.empty(), (done, total) -> {})
        .damages()
        .stream()
        .map(Damage::file)
        .toList();
  }

  @Test
  void ids_are_listed_in_the_order_of_the_parts() {
    Snapshot snapshot = snapshot();

    List<String> ids = new ArrayList<>();
    snapshot.forEachId(1, ids::add);

    assertThat(ids).isEqualTo(beta.stream().map(ChromaRecord::id).toList());
  }

  @Test
  void a_slice_that_is_over_gives_back_where_the_next_one_goes_on() {
    activities = activities(Duration.ZERO);

    List<Position> positions = new ArrayList<>();
    Progress progress = activities.exportRecords(run.reference(), Position.START);
    while (progress.next().isPresent()) {
      positions.add(progress.next().get());
      progress = activities.exportRecords(run.reference(), progress.next().get());
    }

    assertThat(positions)
        .containsExactly(
            new Position(1, 0), new Position(1, 1), new Position(1, 2), new Position(2, 0));
    assertThat(progress).isEqualTo(new Progress(Optional.empty(), 140, 140));
    activities.seal(run.reference());
    verifyAll();
  }

  @Test
  void a_rerun_keeps_complete_parts_and_makes_the_missing_ones() throws IOException {
    exportAll();
    Path kept = part(1, 0);
    Path torn = part(1, 1);
    Files.setLastModifiedTime(kept, FileTime.from(Instant.EPOCH));
    Files.delete(torn);

    exportAll();

    assertThat(Files.getLastModifiedTime(kept)).isEqualTo(FileTime.from(Instant.EPOCH));
    assertThat(torn).exists();
    activities.seal(run.reference());
    verifyAll();
  }

  @Test
  void a_rerun_makes_a_part_anew_that_is_not_what_was_written() throws IOException {
    exportAll();
    byte[] content = Files.readAllBytes(part(1, 1));
    content[content.length / 2] ^= 1;
    Files.write(part(1, 1), content);

    exportAll();

    activities.seal(run.reference());
    verifyAll();
  }

  @Test
  void a_collection_of_an_earlier_freeze_leaves_nothing_in_the_snapshot() {
    exportAll();
    run.source().thaw();
    run.source().drop(collection("gamma"));
    freezeInventory();

    Snapshot again = snapshot();

    assertThat(again.manifest().collections()).hasSize(2);
    assertThat(SnapshotInspection.of(again.directory(), Optional.empty(), (done, total) -> {}))
        .satisfies(result -> assertThat(result.damages()).isEmpty());
  }

  @Test
  void large_records_are_fetched_a_few_at_a_time() {
    run.source().thaw();
    run.seed(
        "large",
        24,
        number ->
            new ChromaRecord(
                "large-" + number,
                "x".repeat(1 << 20),
                null,
                Map.of(),
                new float[] {number, 0.5f}));
    freezeInventory();
    AtomicInteger reads = new AtomicInteger();
    run.source().beforeEachRead(reads::incrementAndGet);

    snapshot();

    // Four parts of small records in a read each, and 24 MB of text in reads of 8 MB.
    assertThat(reads.get()).isGreaterThanOrEqualTo(4 + 3);
  }

  @Test
  void a_second_seal_gives_the_same_snapshot() {
    exportAll();

    assertThat(activities.seal(run.reference())).isEqualTo(activities.seal(run.reference()));
  }

  @Test
  void an_incomplete_export_is_not_sealed() throws IOException {
    exportAll();
    Files.delete(part(2, 0));

    assertThatThrownBy(() -> activities.seal(run.reference()))
        .hasStackTraceContaining(part(2, 0).toString());
    assertThat(Snapshot.sealed(run.folder().snapshot())).isFalse();
  }

  @Test
  void after_a_second_freeze_everything_is_exported_anew() {
    snapshot();
    run.source().thaw();
    run.source().upsert(collection("beta"), List.of(changed(beta.get(0))));
    freezeInventory();

    Snapshot again = snapshot();

    assertThat(records(again, 1).get(0).document()).isEqualTo("changed");
    verifyAll();
  }

  @Test
  void a_record_more_than_the_frozen_inventory_counted_stops_the_export() {
    run.source().thaw();
    run.source().upsert(collection("beta"), List.of(LocalRun.plain(1_000)));

    assertThatThrownBy(this::exportAll)
        .hasStackTraceContaining("SOURCE_CHANGED")
        .hasStackTraceContaining("101 different ids")
        .hasStackTraceContaining("none came since it was listed");
  }

  @Test
  void a_record_that_vanishes_while_it_is_read_stops_the_export_and_is_named() {
    run.source().thaw();
    run.source().beforeEachRead(() -> run.source().delete(collection("beta"), List.of("id-99")));

    assertThatThrownBy(this::exportAll)
        .hasStackTraceContaining("SOURCE_CHANGED")
        .hasStackTraceContaining("'id-99'");
  }

  @Test
  void an_untouched_snapshot_is_verified_in_slices_too() {
    snapshot();
    activities = activities(Duration.ZERO);

    Progress progress = activities.verifySnapshot(run.reference(), Position.START);
    int slices = 1;
    while (progress.next().isPresent()) {
      progress = activities.verifySnapshot(run.reference(), progress.next().get());
      slices++;
    }

    assertThat(slices).isEqualTo(5);
    assertThat(progress).isEqualTo(new Progress(Optional.empty(), 140, 140));
  }

  @Test
  void a_flipped_bit_anywhere_is_found_and_its_file_named() throws IOException {
    Snapshot snapshot = snapshot();
    Random random = new Random(42);
    List<Path> files = listedFiles(snapshot);
    for (int mutation = 0; mutation < 60; mutation++) {
      Path file = files.get(mutation % files.size());
      byte[] content = Files.readAllBytes(file);
      byte[] changed = content.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, changed);
      assertFound(file);
      Files.write(file, content);
    }
    verifyAll();
  }

  @Test
  void a_truncated_file_is_found_and_named() throws IOException {
    for (Path file : listedFiles(snapshot())) {
      byte[] content = Files.readAllBytes(file);
      Files.write(file, java.util.Arrays.copyOf(content, content.length - 1));
      assertFound(file);
      Files.write(file, content);
    }
  }

  @Test
  void a_removed_file_is_found_and_named() throws IOException {
    for (Path file : listedFiles(snapshot())) {
      byte[] content = Files.readAllBytes(file);
      Files.delete(file);
      assertFound(file);
      Files.write(file, content);
    }
  }

  @Test
  void two_swapped_parts_are_found_and_named() throws IOException {
    snapshot();
    Path aside = home.resolve("aside");
    Files.move(part(1, 0), aside);
    Files.move(part(1, 1), part(1, 0));
    Files.move(aside, part(1, 1), StandardCopyOption.REPLACE_EXISTING);

    assertFound(part(1, 0));
  }

  @Test
  void a_forged_manifest_is_found_even_where_its_parts_are_whole() throws IOException {
    Snapshot snapshot = snapshot();
    Path manifest = snapshot.directory().resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("beta", "zeta"));

    assertFound(manifest);
  }

  private void freezeInventory() {
    InventoryActivities inventory =
        run.activity(new InventoryActivitiesImpl(run.runs()), InventoryActivities.class);
    inventory.takeInventory(run.reference());
    inventory.takeFrozenInventory(run.reference());
  }

  private SnapshotActivities activities(Duration slice) {
    return run.activity(
        new SnapshotActivitiesImpl(run.runs(), InstantSource.fixed(NOW), slice),
        SnapshotActivities.class);
  }

  private void exportAll() {
    assertThat(activities.exportRecords(run.reference(), Position.START).next()).isEmpty();
  }

  private void verifyAll() {
    Progress progress = activities.verifySnapshot(run.reference(), Position.START);
    while (progress.next().isPresent()) {
      progress = activities.verifySnapshot(run.reference(), progress.next().get());
    }
  }

  private Snapshot snapshot() {
    exportAll();
    return Snapshot.open(Path.of(activities.seal(run.reference()).directory()));
  }

  private void assertFound(Path file) {
    assertThatThrownBy(this::verifyAll)
        .hasStackTraceContaining("CORRUPT_DATA")
        .hasStackTraceContaining(file.toString());
  }

  private Path part(int collection, int part) {
    return new SnapshotLayout(run.folder().snapshot()).part(collection, part);
  }

  private CollectionInfo collection(String name) {
    return run.source().collection(name).orElseThrow();
  }

  private static List<Path> listedFiles(Snapshot snapshot) {
    List<Path> files = new ArrayList<>();
    for (StoredCollection collection : snapshot.manifest().collections()) {
      collection.parts().forEach(part -> files.add(snapshot.directory().resolve(part.file())));
      if (collection.records() > 0) {
        files.add(snapshot.directory().resolve(collection.ids().file()));
      }
    }
    files.add(snapshot.directory().resolve("manifest.json"));
    return files;
  }

  private static List<ChromaRecord> records(Snapshot snapshot, int collection) {
    List<ChromaRecord> records = new ArrayList<>();
    for (int part = 0; part < snapshot.collection(collection).parts().size(); part++) {
      snapshot.forEachRecord(collection, part, records::add);
    }
    return records;
  }

  private static ChromaRecord changed(ChromaRecord record) {
    return new ChromaRecord(record.id(), "changed", null, Map.of(), record.embedding());
  }
}
