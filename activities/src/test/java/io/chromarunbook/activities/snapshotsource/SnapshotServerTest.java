package io.chromarunbook.activities.snapshotsource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chromarunbook.activities.frontdoor.FreezeProbe;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.WrittenSnapshot;
import io.chromarunbook.activities.snapshot.WrittenSnapshot.Content;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaException.Kind;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.Neighbour;
import io.chromarunbook.chroma.RecordFilter;
import io.chromarunbook.chroma.ServerVersion;
import io.chromarunbook.workflows.steps.FailureKind;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot does what every server behind the port does, as far as that is reading. */
class SnapshotServerTest {

  private static final int PARTS = 3;
  private static final int PART = 100;
  private static final List<ChromaRecord> MANY =
      IntStream.range(0, PARTS * PART).mapToObj(SnapshotServerTest::numbered).toList();

  @TempDir private Path folder;
  private Path directory;
  private SnapshotServer server;

  private static ChromaRecord numbered(int number) {
    return new ChromaRecord(
        "id-" + number,
        "text " + number,
        number % 2 == 0 ? "file:" + number : null,
        Map.of("n", (long) number, "score", number / 8.0, "even", number % 2 == 0),
        new float[] {number, 1});
  }

  @BeforeEach
  void write() {
    directory = folder.resolve("a snapshot");
    List<List<ChromaRecord>> parts = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      parts.add(MANY.subList(part * PART, (part + 1) * PART));
    }
    List<ChromaRecord> few =
        List.of(
            new ChromaRecord("far", "an index of words", null, Map.of("lang", "en"), vector(9, 0)),
            new ChromaRecord("near", "Index tables", null, Map.of("lang", "en"), vector(1, 0)),
            new ChromaRecord("bare", null, null, Map.of(), null),
            new ChromaRecord("nearer", "nothing", null, Map.of("lang", "fr"), vector(0, 0)));
    WrittenSnapshot.at(
        directory,
        List.of(
            content("empty", DistanceFunction.L2, List.of()),
            content("few", DistanceFunction.L2, List.of(few)),
            content("many", DistanceFunction.L2, parts),
            content("products", DistanceFunction.IP, List.of(few))));
    server = SnapshotServer.open(directory, digest());
  }

  private static Content content(
      String name, DistanceFunction distance, List<List<ChromaRecord>> parts) {
    return new Content(name, "new-" + name, distance, Map.of("about", name), parts);
  }

  private static float[] vector(float... components) {
    return components;
  }

  private String digest() {
    return Snapshot.open(directory).digest();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void says_what_its_source_was_and_tells_no_time() {
    assertThat(server.version()).isEqualTo(new ServerVersion("v1", "0.5.23"));
    assertThat(server.limits().maxBatchSize()).isBetween(1_000, 100_000);
    assertThat(server.clock()).isEmpty();
    assertThat(server.otherDatabases().databases()).isEmpty();
  }

  @Test
  void has_the_collections_of_its_source_by_its_names_each_time_as_the_same_ones() {
    assertThat(server.collections())
        .extracting(CollectionInfo::name)
        .containsExactly("empty", "few", "many", "products");
    CollectionInfo products = collection("products");
    assertThat(products.distance()).isEqualTo(DistanceFunction.IP);
    assertThat(products.metadata()).isEqualTo(Map.of("about", "products"));
    assertThat(products.dimension()).contains(2);
    try (SnapshotServer again = SnapshotServer.open(directory, digest())) {
      assertThat(again.collections()).isEqualTo(server.collections());
    }
  }

  @Test
  void a_mistyped_collection_is_absent_and_one_of_another_server_is_refused() {
    assertThat(server.collection("manny")).isEmpty();
    assertThat(server.collection("")).isEmpty();
    CollectionInfo few = collection("few");
    CollectionInfo foreign =
        new CollectionInfo(
            "another", few.name(), Map.of(), few.distance(), few.index(), Optional.empty());

    assertThat(refusalOf(() -> server.count(foreign)).kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void gives_every_id_once_in_the_order_in_which_it_was_taken() {
    List<String> ids = new ArrayList<>();
    server.ids(collection("many"), ids::add);

    assertThat(ids).isEqualTo(MANY.stream().map(ChromaRecord::id).toList());
    assertThat(server.count(collection("many"))).isEqualTo(MANY.size());
    assertThat(server.firstIds(collection("many"), 2)).containsExactly("id-0", "id-1");
    assertThat(server.firstIds(collection("few"), 10)).hasSize(4);
  }

  @Test
  void gives_back_what_was_written_in_whatever_order_it_is_asked_for() {
    List<String> ids = new ArrayList<>(MANY.stream().map(ChromaRecord::id).toList());
    for (int from = 0; from < ids.size(); from += 64) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + 64));
      assertThat(records("many", some)).extracting(ChromaRecord::id).isEqualTo(some);
    }
    Collections.reverse(ids);
    for (String id : ids) {
      assertThat(records("many", List.of(id)))
          .singleElement()
          .isEqualTo(MANY.get(Integer.parseInt(id.substring(3))));
    }
    assertThat(records("many", List.of("id-250", "id-1", "id-1", "id-99")))
        .extracting(ChromaRecord::id)
        .containsExactlyInAnyOrder("id-1", "id-99", "id-250");
    assertThat(records("few", List.of("bare"))).singleElement().isEqualTo(bare());
  }

  private static ChromaRecord bare() {
    return new ChromaRecord("bare", null, null, Map.of(), null);
  }

  @Test
  void records_that_are_not_there_are_left_out() {
    assertThat(records("many", List.of("z", "id-7", "y")))
        .extracting(ChromaRecord::id)
        .containsExactly("id-7");
    assertThat(records("many", List.of("z"))).isEmpty();
    assertThat(records("many", List.of())).isEmpty();
  }

  @Test
  void an_empty_collection_has_no_ids_no_records_and_no_neighbours() {
    CollectionInfo empty = collection("empty");
    List<String> ids = new ArrayList<>();
    server.ids(empty, ids::add);

    assertThat(ids).isEmpty();
    assertThat(server.count(empty)).isZero();
    assertThat(records("empty", List.of("z"))).isEmpty();
    assertThat(server.query(empty, List.of(vector(1, 2)), 3)).containsExactly(List.of());
  }

  @Test
  void finds_the_nearest_records_nearest_first() {
    assertThat(server.query(collection("few"), List.of(vector(0, 0), vector(9, 0)), 2))
        .containsExactly(
            List.of(new Neighbour("nearer", 0), new Neighbour("near", 1)),
            List.of(new Neighbour("far", 0), new Neighbour("near", 64)));
    assertThat(server.query(collection("products"), List.of(vector(2, 0)), 2))
        .containsExactly(List.of(new Neighbour("far", -17), new Neighbour("near", -1)));
    assertThat(refusalOf(() -> server.query(collection("few"), List.of(vector(1)), 2)).kind())
        .isEqualTo(Kind.REFUSED);
  }

  @Test
  void a_filter_selects_by_metadata_and_by_document() {
    assertThat(selected("few", where("lang", "en"))).containsExactly("far", "near");
    assertThat(selected("few", where("lang", Map.of("$ne", "en"))))
        .containsExactly("bare", "nearer");
    assertThat(selected("few", RecordFilter.containing("ndex"))).containsExactly("far", "near");
    assertThat(selected("few", RecordFilter.containing("nothing"))).containsExactly("nearer");
    assertThat(selected("few", RecordFilter.ALL)).hasSize(4);
    assertThat(selected("many", where("n", 7L))).containsExactly("id-7");
    assertThat(selected("many", where("n", 7.0))).isEmpty();
    assertThat(selected("many", where("n", Map.of("$gte", 298L))))
        .containsExactly("id-298", "id-299");
    assertThat(selected("many", where("score", Map.of("$lt", 0.25))))
        .containsExactly("id-0", "id-1");
    assertThat(selected("many", where("even", true))).hasSize(MANY.size() / 2);
    assertThat(selected("many", where("n", Map.of("$in", List.of(3L, 5L)))))
        .containsExactly("id-3", "id-5");
    assertThat(
            selected(
                "many",
                where(
                    "$or",
                    List.of(
                        Map.of("n", 1L),
                        Map.of("$and", List.of(Map.of("n", 2L), Map.of("even", false)))))))
        .containsExactly("id-1");
    assertThat(refusalOf(() -> selected("few", where("lang", Map.of("$like", "e")))).kind())
        .isEqualTo(Kind.REFUSED);
  }

  @Test
  void takes_no_write_and_says_that_it_is_read_only() {
    CollectionInfo few = collection("few");

    for (ThrowingCallable write :
        List.<ThrowingCallable>of(
            () -> server.update(few, "far", "other"),
            () -> server.upsert(few, List.of(bare())),
            () -> server.delete(few, List.of("far")),
            () -> server.replaceMetadata(few, Map.of()),
            () -> server.drop(few))) {
      assertThat(refusalOf(write).kind()).isEqualTo(Kind.READ_ONLY);
    }
    assertThat(FreezeProbe.refusal(server, few))
        .hasValueSatisfying(said -> assertThat(said).contains("read-only"));
  }

  @Test
  void a_damaged_part_is_named_when_it_is_read_and_the_others_are_given() throws IOException {
    Path part = directory.resolve("collections/00003/part-00002.jsonl.zst");
    byte[] content = Files.readAllBytes(part);
    content[content.length / 2] ^= 4;
    Files.write(part, content);

    assertThat(records("many", List.of("id-0", "id-299"))).hasSize(2);
    assertCorrupt(() -> records("many", List.of("id-150")), "part-00002.jsonl.zst");
    assertCorrupt(() -> Snapshot.open(directory).verifyFiles(), "part-00002.jsonl.zst");
  }

  @Test
  void another_snapshot_in_its_place_is_refused_by_its_digest() {
    String digest = digest();
    WrittenSnapshot.at(directory, List.of(content("empty", DistanceFunction.L2, List.of())));

    assertCorrupt(() -> SnapshotServer.open(directory, digest).close(), digest);
    assertCorrupt(
        () -> SnapshotServer.open(folder.resolve("nowhere"), digest).close(), "is missing");
  }

  @Test
  void is_reached_by_an_address_beside_servers_whatever_is_in_its_path() throws IOException {
    Path odd = folder.resolve("50% of #1?");
    Files.move(directory, odd);
    directory = odd;

    try (ChromaServer reached =
        SnapshotConnector.toRead(
                (address, watch) -> {
                  throw new IllegalStateException("asked for a server at " + address);
                })
            .connect(SnapshotConnector.address(odd, digest()))) {
      assertThat(reached.collections()).hasSize(4);
    }
    assertThatThrownBy(
            () ->
                SnapshotConnector.toRead(
                        (address, watch) -> {
                          throw new IllegalStateException("a server");
                        })
                    .connect(io.chromarunbook.chroma.ServerAddress.at("http://127.0.0.1:1")))
        .hasMessage("a server");
  }

  private CollectionInfo collection(String name) {
    return server.collection(name).orElseThrow();
  }

  private List<ChromaRecord> records(String collection, List<String> ids) {
    List<ChromaRecord> found = new ArrayList<>();
    server.records(collection(collection), ids, found::add);
    return found;
  }

  private List<String> selected(String collection, RecordFilter filter) {
    List<String> ids = new ArrayList<>();
    server.ids(collection(collection), filter, ids::add);
    return ids;
  }

  private static RecordFilter where(String key, Object condition) {
    return RecordFilter.where(Map.of(key, condition));
  }

  private static ChromaException refusalOf(ThrowingCallable call) {
    return catchThrowableOfType(ChromaException.class, call);
  }

  private static void assertCorrupt(ThrowingCallable call, String words) {
    ApplicationFailure failure = catchThrowableOfType(ApplicationFailure.class, call);
    assertThat(FailureKind.of(failure.getType())).isEqualTo(FailureKind.CORRUPT_DATA);
    assertThat(failure.getOriginalMessage()).contains(words);
  }
}
