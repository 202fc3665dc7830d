package io.chromarunbook.activities.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.activities.run.LocalRun;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.WrittenSnapshot;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.InMemoryChroma;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotRestoreTest {

  @TempDir Path home;
  private final InMemoryChroma server = InMemoryChroma.current();
  private final List<Duration> rests = new ArrayList<>();
  private Snapshot snapshot;

  @BeforeEach
  void write() {
    WrittenSnapshot.at(
        home,
        List.of(
            content("alpha", List.of(records(0, 700), records(700, 1_200))),
            content("beta", List.of(records(0, 30))),
            content("empty", List.of())));
    snapshot = Snapshot.open(home);
  }

  private static WrittenSnapshot.Content content(String name, List<List<ChromaRecord>> parts) {
    return new WrittenSnapshot.Content(
        name, "new-" + name, DistanceFunction.IP, Map.of("topic", "test"), parts, Optional.of(2));
  }

  private static List<ChromaRecord> records(int from, int to) {
    return IntStream.range(from, to).mapToObj(LocalRun::plain).toList();
  }

  @Test
  void every_collection_comes_back_under_its_own_name_with_its_settings_and_no_mark() {
    Restored restored = restore();

    assertThat(restored).isEqualTo(new Restored(3, 1_230, 1_230, 0));
    assertThat(server.collection("empty").orElseThrow().dimension()).contains(2);
    assertThat(server.contents("empty")).isEmpty();
    assertThat(server.contents("alpha")).isEqualTo(records(0, 1_200));
    assertThat(server.contents("beta")).isEqualTo(records(0, 30));
    assertThat(server.contents("empty")).isEmpty();
    assertThat(server.collections())
        .allSatisfy(
            collection -> {
              assertThat(collection.metadata()).isEqualTo(Map.of("topic", "test"));
              assertThat(collection.distance()).isEqualTo(DistanceFunction.IP);
            });
  }

  @Test
  void a_collection_of_somebody_else_is_refused_before_anything_is_written() {
    create("beta", Map.of());

    assertThatThrownBy(this::restore)
        .hasMessageContaining("NOT_OWNER")
        .hasMessageContaining("already has the collection 'beta'");
    assertThat(server.collection("alpha")).isEmpty();
    assertThat(server.contents("beta")).isEmpty();
  }

  @Test
  void what_another_snapshot_left_unfinished_is_refused() {
    create("alpha", new RestoreMark("0".repeat(64)).addedTo(Map.of()));

    assertThatThrownBy(this::restore).hasMessageContaining("NOT_OWNER");
  }

  @Test
  void an_interrupted_restore_goes_on_and_writes_only_what_is_missing() {
    assertThatThrownBy(
            () ->
                restore(
                    new Told() {
                      @Override
                      public void written(long records, long total) {
                        if (records >= 1_000) {
                          throw new IllegalStateException("killed");
                        }
                      }
                    }))
        .hasMessage("killed");
    assertThat(server.contents("alpha")).hasSize(1_000);

    Restored restored = restore();

    assertThat(restored.written()).isEqualTo(230);
    assertThat(server.contents("alpha")).isEqualTo(records(0, 1_200));
  }

  @Test
  void a_restore_interrupted_while_it_removes_its_marks_ends_with_none_left() {
    restore();
    CollectionInfo last = server.collection("empty").orElseThrow();
    server.replaceMetadata(last, new RestoreMark(snapshot.digest()).addedTo(last.metadata()));

    assertThat(restore().written()).isZero();

    assertThat(server.collection("empty").orElseThrow().metadata())
        .isEqualTo(Map.of("topic", "test"));
    assertThatThrownBy(this::restore).hasMessageContaining("NOT_OWNER");
  }

  @Test
  void a_server_that_does_not_answer_is_asked_again() {
    PatientWriter writer =
        new PatientWriter(
            server,
            create("other", Map.of()),
            pause -> {
              rests.add(pause);
              server.comeBack();
              return true;
            },
            SnapshotRestoreTest::unexpected);
    server.goDown(new ChromaException(ChromaException.Kind.OVERLOADED, "too busy", null));

    writer.write(records(0, 3));

    assertThat(rests).containsExactly(Duration.ofSeconds(1));
    assertThat(server.contents("other")).hasSize(3);
  }

  @Test
  void nobody_is_asked_again_when_patience_has_ended() {
    PatientWriter writer =
        new PatientWriter(
            server,
            create("other", Map.of()),
            pause -> !rests.add(pause),
            SnapshotRestoreTest::unexpected);
    server.goDown(new ChromaException(ChromaException.Kind.UNREACHABLE, "gone", null));

    assertThatThrownBy(() -> writer.write(records(0, 3))).hasMessage("gone");

    assertThat(rests).hasSize(1);
  }

  private static void unexpected(ChromaRecord culprit, ChromaException refusal) {
    throw new AssertionError(culprit.id() + " was refused", refusal);
  }

  @Test
  void a_record_the_server_will_never_take_is_named() {
    Path other = home.resolve("other");
    List<ChromaRecord> records = new ArrayList<>(records(0, 20));
    records.set(7, new ChromaRecord("vectorless", "text", null, Map.of(), null));
    WrittenSnapshot.at(other, List.of(content("alpha", List.of(records))));

    assertThatThrownBy(() -> restore(Snapshot.open(other), new Told()))
        .hasMessageContaining("REFUSED")
        .hasMessageContaining("'vectorless'");
  }

  @Test
  void a_record_somebody_changed_meanwhile_is_named() {
    assertThatThrownBy(
            () ->
                restore(
                    new Told() {
                      @Override
                      public void written(long records, long total) {
                        if (records == total) {
                          server.update(
                              server.collection("alpha").orElseThrow(), "id-17", "changed");
                        }
                      }
                    }))
        .hasMessageContaining("CORRUPT_DATA")
        .hasMessageContaining("'alpha'")
        .hasMessageContaining("'id-17', different: document");
  }

  @Test
  void a_record_too_many_is_found() {
    assertThatThrownBy(
            () ->
                restore(
                    new Told() {
                      @Override
                      public void compared(long records, long total) {
                        server.upsert(
                            server.collection("beta").orElseThrow(), records(5_000, 5_001));
                      }
                    }))
        .hasMessageContaining("'beta'")
        .hasMessageContaining("it has 31 records instead of 30");
  }

  @Test
  void nothing_of_a_changed_file_is_ever_written() throws Exception {
    Path part = snapshot.part(0, 0);
    byte[] content = Files.readAllBytes(part);
    content[100] ^= 1;
    Files.write(part, content);

    assertThatThrownBy(this::restore).hasMessageContaining("CORRUPT_DATA");
    assertThat(server.contents("alpha")).isEmpty();
  }

  private CollectionInfo create(String name, Map<String, Object> metadata) {
    return server.create(
        new NewCollection(name, metadata, DistanceFunction.IP, IndexSettings.DEFAULTS));
  }

  private Restored restore() {
    return restore(new Told());
  }

  private Restored restore(SnapshotRestore.Listener listener) {
    return restore(snapshot, listener);
  }

  private Restored restore(Snapshot from, SnapshotRestore.Listener listener) {
    return new SnapshotRestore(from, server, rests::add, listener).restore();
  }

  /** Hears and does nothing. */
  private static class Told implements SnapshotRestore.Listener {
    @Override
    public void written(long records, long total) {}

    @Override
    public void compared(long records, long total) {}
  }
}
