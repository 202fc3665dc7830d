package io.chromarunbook.chroma.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaException.Kind;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.Neighbour;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.OtherDatabase;
import io.chromarunbook.chroma.OtherDatabases;
import io.chromarunbook.chroma.RecordFilter;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.ServerVersion;
import io.chromarunbook.chroma.WritableServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every server behind the port does, whatever its release. */
@Tag("servers")
@Timeout(60)
@Tag("every-release")
@ExtendWith({RealServers.Extension.class, ReleasesReport.class})
@ParameterizedClass
@ArgumentsSource(ReleasesThatTakeRecords.class)
final class ChromaServerContractTest {
  private static final String NAME = "contract";

  @Parameter RealServer release;

  private ServerAddress address;
  private Path database;
  private WritableServer server;

  @BeforeEach
  void connect(RealServers servers) {
    address = servers.addressOf(release);
    database = servers.databaseOf(release);
    server = ChromaServers.toWrite(address);
    server.collection(NAME).ifPresent(server::drop);
  }

  @AfterEach
  void clean_up() {
    server.collection(NAME).ifPresent(server::drop);
    server.close();
  }

  @Test
  void says_which_api_and_version_it_speaks() {
    assertThat(server.version()).isEqualTo(new ServerVersion(release.api(), release.saidVersion()));
  }

  @Test
  void advertises_how_many_records_it_takes_at_once() {
    assertThat(server.limits().maxBatchSize()).isBetween(1_000, 100_000);
  }

  @Test
  void tells_the_time() {
    Instant clock = server.clock().orElseThrow();

    assertThat(Duration.between(clock, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void a_mistyped_collection_is_absent_and_asking_creates_nothing() {
    List<CollectionInfo> before = server.collections();

    assertThat(server.collection("contrakt")).isEmpty();
    assertThat(server.collection("no/such")).isEmpty();
    assertThat(server.collection("")).isEmpty();
    assertThat(server.collections()).isEqualTo(before);
  }

  @Test
  void a_missing_database_is_not_an_empty_one() {
    ServerAddress elsewhere =
        new ServerAddress(address.url(), address.tenant(), "no_such_database", Map.of());

    assertThat(refusalOf(() -> ChromaServers.toWrite(elsewhere).close()).kind())
        .isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void a_missing_tenant_is_not_an_empty_one() {
    ServerAddress elsewhere =
        new ServerAddress(address.url(), "no_such_tenant", address.database(), Map.of());

    assertThat(refusalOf(() -> ChromaServers.toWrite(elsewhere).close()).kind())
        .isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void tells_which_other_databases_hold_collections_where_it_can(RealServers servers) {
    server.create(new NewCollection(NAME, Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS));
    ServerAddress second = servers.newDatabase(release, "second_of_the_contract");
    try (WritableServer other = ChromaServers.toWrite(second)) {
      assertThat(other.otherDatabases().databases())
          .filteredOn(each -> each.name().equals(ServerAddress.DEFAULT_DATABASE))
          .singleElement()
          .extracting(OtherDatabase::collections)
          .satisfies(
              count -> {
                assertThat(count.isPresent()).isEqualTo(release.countsCollections());
                assertThat(count.orElse(1)).isPositive();
              });

      CollectionInfo held =
          other.create(
              new NewCollection("held", Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS));
      OtherDatabases others = server.otherDatabases();
      other.drop(held);

      assertThat(others.listed()).isEqualTo(release.api().equals("v2"));
      assertThat(others.databases())
          .filteredOn(each -> each.name().equals("second_of_the_contract"))
          .extracting(OtherDatabase::collections)
          .isEqualTo(release.api().equals("v2") ? List.of(OptionalLong.of(1)) : List.of());
    }
  }

  @ParameterizedTest
  @EnumSource(DistanceFunction.class)
  void creates_a_collection_with_the_distance_function_asked_for(DistanceFunction distance) {
    CollectionInfo created =
        server.create(new NewCollection(NAME, Map.of(), distance, IndexSettings.DEFAULTS));

    assertThat(created.distance()).isEqualTo(distance);
    assertThat(server.collection(NAME)).contains(created);
    server.upsert(
        created, List.of(record("a", new float[] {3, 4}), record("b", new float[] {0, 1})));
    double measured =
        server.query(created, List.of(new float[] {6, 8}), 2).get(0).stream()
            .filter(neighbour -> neighbour.id().equals("a"))
            .findFirst()
            .orElseThrow()
            .distance();
    double expected =
        switch (distance) {
          case L2 -> 25;
          case IP -> 1 - 50;
          case COSINE -> 0;
        };
    assertThat(measured).isCloseTo(expected, within(1e-5));
  }

  @Test
  void carries_metadata_and_index_settings_over() {
    Map<String, Object> metadata =
        Map.of(
            "hnsw:space",
            "cosine",
            "hnsw:construction_ef",
            200L,
            "hnsw:search_ef",
            50L,
            "hnsw:M",
            32L,
            "owner",
            "archive",
            "year",
            2026L,
            "share",
            0.5,
            "public",
            true);
    IndexSettings settings = new IndexSettings(Optional.of(200), Optional.of(50), Optional.of(32));

    CollectionInfo created =
        server.create(new NewCollection(NAME, metadata, DistanceFunction.COSINE, settings));

    assertThat(created.name()).isEqualTo(NAME);
    Map<String, Object> kept = new HashMap<>(metadata);
    kept.put("public", release.keeps(true));
    assertThat(created.metadata()).isEqualTo(kept);
    assertThat(created.distance()).isEqualTo(DistanceFunction.COSINE);
    assertThat(searched(created.index())).isEqualTo(settings);
    assertThat(created.dimension()).isEmpty();
    assertThat(server.collections()).contains(created);
  }

  @Test
  void keeps_a_distance_function_and_settings_the_metadata_does_not_name() {
    IndexSettings settings = new IndexSettings(Optional.empty(), Optional.of(40), Optional.empty());

    server.create(new NewCollection(NAME, Map.of("a", "b"), DistanceFunction.IP, settings));

    CollectionInfo found = server.collection(NAME).orElseThrow();
    assertThat(found.distance()).isEqualTo(DistanceFunction.IP);
    assertThat(searched(found.index())).isEqualTo(settings);
  }

  /** Without what 1.x servers say of an index's upkeep, given or not. */
  private static IndexSettings searched(IndexSettings index) {
    return new IndexSettings(index.constructionEf(), index.searchEf(), index.maxNeighbours());
  }

  @Test
  void a_taken_name_is_refused_and_what_bears_it_stays_as_it_was() {
    CollectionInfo first = create(Map.of("owner", "first"));
    server.upsert(first, List.of(record("a", new float[] {1, 2})));

    ChromaException refusal = refusalOf(() -> create(Map.of("owner", "second")));

    assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(server.collection(NAME).orElseThrow().metadata())
        .isEqualTo(Map.of("owner", "first"));
    assertThat(server.count(first)).isEqualTo(1);
  }

  @Test
  void gives_back_what_was_written() {
    CollectionInfo collection = create(Map.of());
    List<ChromaRecord> written =
        List.of(
            new ChromaRecord(
                "all",
                "Zürich, naïve, 日本語, \uD83D\uDE00 \"quoted\"\n",
                "file:///a%20b",
                Map.of(
                    "text",
                    "ß",
                    "long",
                    9_007_199_254_740_993L,
                    "longest",
                    Long.MAX_VALUE,
                    "whole",
                    1.0,
                    "share",
                    0.25,
                    "yes",
                    true,
                    "no",
                    false),
                new float[] {0.1f, -2.5f}),
            new ChromaRecord("bare", null, null, Map.of(), new float[] {1, 2}),
            new ChromaRecord("empty document", "", null, Map.of("a", "b"), new float[] {3, 4}));

    server.upsert(collection, written);

    assertThat(records(collection, List.of("all", "bare", "empty document")))
        .containsExactlyInAnyOrderElementsOf(written.stream().map(release::keeps).toList());
    assertThat(server.count(collection)).isEqualTo(3);
    assertThat(server.collection(NAME).orElseThrow().dimension()).contains(2);
  }

  @Test
  void every_bit_of_an_embedding_survives_in_an_l2_collection() {
    CollectionInfo collection = create(Map.of());
    Random random = new Random(17);
    List<ChromaRecord> written = new ArrayList<>();
    for (int number = 0; number < 300; number++) {
      float[] embedding = new float[384];
      for (int place = 0; place < embedding.length; place++) {
        embedding[place] = anyFiniteFloat(random);
      }
      embedding[0] = -0.0f;
      embedding[1] = Float.MIN_VALUE;
      written.add(record("r" + number, embedding));
    }

    server.upsert(collection, written);

    assertThat(records(collection, written.stream().map(ChromaRecord::id).toList()))
        .containsExactlyInAnyOrderElementsOf(written);
  }

  private static float anyFiniteFloat(Random random) {
    while (true) {
      float value = Float.intBitsToFloat(random.nextInt());
      // A norm beyond float would make the index refuse it.
      if (Math.abs(value) < 1e15) {
        return value;
      }
    }
  }

  @Test
  void records_that_are_not_there_are_left_out() {
    CollectionInfo collection = create(Map.of());
    server.upsert(collection, List.of(record("a", new float[] {1, 2})));

    assertThat(records(collection, List.of("z", "a", "y"))).extracting("id").containsExactly("a");
    assertThat(records(collection, List.of("z"))).isEmpty();
    assertThat(records(collection, List.of())).isEmpty();
  }

  @Test
  void gives_every_id_once_over_several_pages() {
    CollectionInfo collection = create(Map.of());
    List<String> written = IntStream.range(0, 5_003).mapToObj(number -> "id-" + number).toList();
    for (int start = 0; start < written.size(); start += 1_000) {
      server.upsert(
          collection,
          written.subList(start, Math.min(written.size(), start + 1_000)).stream()
              .map(id -> record(id, new float[] {id.hashCode() % 100, 1}))
              .toList());
    }

    List<String> found = new ArrayList<>();
    server.ids(collection, found::add);

    assertThat(found).containsExactlyInAnyOrderElementsOf(written);
    assertThat(server.count(collection)).isEqualTo(written.size());
  }

  @Test
  void a_filter_selects_by_metadata_and_by_document() {
    CollectionInfo collection = create(Map.of());
    server.upsert(
        collection,
        List.of(
            filtered("a", "an index of words", Map.of("lang", "en", "n", 1L, "old", true)),
            filtered("b", "Index tables", Map.of("lang", "en", "n", 2L, "old", false)),
            filtered("c", "nothing of the kind", Map.of("lang", "fr", "n", 3L, "old", true))));

    assertThat(selected(collection, RecordFilter.where(Map.of("lang", "en"))))
        .containsExactlyInAnyOrder("a", "b");
    assertThat(selected(collection, RecordFilter.where(Map.of("n", 2L)))).containsExactly("b");
    assertThat(selected(collection, RecordFilter.where(Map.of("n", Map.of("$gt", 1L)))))
        .containsExactlyInAnyOrder("b", "c");
    assertThat(selected(collection, RecordFilter.where(Map.of("old", true))))
        .containsExactlyInAnyOrder("a", "c");
    assertThat(selected(collection, RecordFilter.containing("nothing"))).containsExactly("c");
    assertThat(selected(collection, RecordFilter.ALL)).hasSize(3);
  }

  private List<String> selected(CollectionInfo collection, RecordFilter filter) {
    List<String> ids = new ArrayList<>();
    server.ids(collection, filter, ids::add);
    return ids;
  }

  private static ChromaRecord filtered(String id, String document, Map<String, Object> metadata) {
    return new ChromaRecord(id, document, null, metadata, new float[] {1, 2});
  }

  @Test
  void an_empty_collection_has_no_ids_no_records_and_no_neighbours() {
    CollectionInfo collection = create(Map.of());

    List<String> ids = new ArrayList<>();
    server.ids(collection, ids::add);

    assertThat(ids).isEmpty();
    assertThat(server.count(collection)).isZero();
    assertThat(server.query(collection, List.of(new float[] {1, 2}), 3)).containsExactly(List.of());
  }

  @Test
  void finds_the_nearest_records_nearest_first() {
    CollectionInfo collection = create(Map.of());
    server.upsert(
        collection,
        List.of(
            record("far", new float[] {9, 0}),
            record("near", new float[] {1, 0}),
            record("nearer", new float[] {0, 0})));

    List<List<Neighbour>> found =
        server.query(collection, List.of(new float[] {0, 0}, new float[] {9, 0}), 2);

    assertThat(found)
        .containsExactly(
            List.of(new Neighbour("nearer", 0), new Neighbour("near", 1)),
            List.of(new Neighbour("far", 0), new Neighbour("near", 64)));
  }

  @Test
  void an_upsert_again_changes_nothing_and_a_new_one_merges_metadata() {
    CollectionInfo collection = create(Map.of());
    ChromaRecord first =
        new ChromaRecord("a", "one", null, Map.of("x", 1L, "y", 2L), new float[] {1, 2});

    server.upsert(collection, List.of(first));
    server.upsert(collection, List.of(first));
    assertThat(records(collection, List.of("a"))).containsExactly(first);

    server.upsert(
        collection,
        List.of(new ChromaRecord("a", null, null, Map.of("x", 5L), new float[] {3, 4})));
    assertThat(records(collection, List.of("a")))
        .containsExactly(
            new ChromaRecord("a", "one", null, Map.of("x", 5L, "y", 2L), new float[] {3, 4}));
  }

  @Test
  void a_metadata_key_goes_where_it_is_written_as_null_up_to_the_last() {
    CollectionInfo collection = create(Map.of());
    float[] vector = {1, 2};
    server.upsert(
        collection,
        List.of(new ChromaRecord("a", "text", null, Map.of("k", 1L, "l", "x", "m", true), vector)));
    Map<String, Object> fewer = new HashMap<>(Map.of("k", 2L));
    fewer.put("l", null);
    server.upsert(collection, List.of(new ChromaRecord("a", "text", null, fewer, vector)));
    assertThat(records(collection, List.of("a")))
        .containsExactly(new ChromaRecord("a", "text", null, Map.of("k", 2L, "m", true), vector));

    Map<String, Object> none = new HashMap<>();
    none.put("k", null);
    none.put("m", null);
    server.upsert(collection, List.of(new ChromaRecord("a", "text", null, none, vector)));

    assertThat(records(collection, List.of("a")))
        .containsExactly(new ChromaRecord("a", "text", null, Map.of(), vector));
  }

  @Test
  void an_update_changes_one_document_and_nothing_where_the_id_is_absent() {
    CollectionInfo collection = create(Map.of());
    server.upsert(
        collection,
        List.of(new ChromaRecord("a", "one", null, Map.of("x", 1L), new float[] {1, 2})));

    server.update(collection, "a", "two");
    server.update(collection, "absent", "three");

    assertThat(server.count(collection)).isEqualTo(1);
    assertThat(records(collection, List.of("a", "absent")))
        .containsExactly(new ChromaRecord("a", "two", null, Map.of("x", 1L), new float[] {1, 2}));
  }

  @Test
  void deletes_the_records_named_and_no_others() {
    CollectionInfo collection = create(Map.of());
    server.upsert(
        collection, List.of(record("a", new float[] {1, 2}), record("b", new float[] {3, 4})));

    server.delete(collection, List.of("a", "absent"));
    server.delete(collection, List.of());

    List<String> left = new ArrayList<>();
    server.ids(collection, left::add);
    assertThat(left).containsExactly("b");
  }

  @Test
  void replaces_metadata_leaving_no_old_key() {
    CollectionInfo collection = create(Map.of("owner", "run", "step", 3L));

    server.replaceMetadata(collection, Map.of("topic", "books"));

    CollectionInfo found = server.collection(NAME).orElseThrow();
    assertThat(found.metadata()).isEqualTo(Map.of("topic", "books"));
    assertThat(found.id()).isEqualTo(collection.id());
  }

  @Test
  void replacing_metadata_by_nothing_leaves_none() {
    CollectionInfo collection = create(Map.of("owner", "run", "step", 3L));

    server.replaceMetadata(collection, Map.of());
    server.replaceMetadata(collection, Map.of());

    assertThat(server.collection(NAME).orElseThrow().metadata()).isEmpty();
  }

  @Test
  void a_vector_of_another_length_is_refused_and_nothing_of_its_batch_is_written() {
    CollectionInfo collection = create(Map.of());
    server.upsert(collection, List.of(record("a", new float[] {1, 2})));

    ChromaException refusal =
        refusalOf(
            () ->
                server.upsert(
                    collection,
                    List.of(record("b", new float[] {1, 2}), record("c", new float[] {1, 2, 3}))));

    assertThat(refusal.kind()).isEqualTo(Kind.REFUSED);
    assertThat(server.count(collection)).isEqualTo(1);
  }

  @Test
  void a_dropped_collection_is_gone_for_every_call() {
    CollectionInfo collection = create(Map.of());

    server.drop(collection);

    assertThat(server.collection(NAME)).isEmpty();
    Map<String, ThrowingCallable> calls = new HashMap<>();
    calls.put("count", () -> server.count(collection));
    calls.put("ids", () -> server.ids(collection, id -> {}));
    calls.put("records", () -> records(collection, List.of("a")));
    calls.put("query", () -> server.query(collection, List.of(new float[] {1}), 1));
    calls.put("upsert", () -> server.upsert(collection, List.of(record("a", new float[] {1}))));
    calls.put("update", () -> server.update(collection, "a", "x"));
    calls.put("delete", () -> server.delete(collection, List.of("a")));
    calls.put("replaceMetadata", () -> server.replaceMetadata(collection, Map.of("a", "b")));
    calls.put("drop", () -> server.drop(collection));
    calls.forEach(
        (name, call) -> assertThat(refusalOf(call).kind()).as(name).isEqualTo(Kind.NOT_FOUND));
  }

  @Test
  void what_a_dropped_collection_held_does_not_come_back_in_the_next_one() {
    CollectionInfo old = create(Map.of());
    server.upsert(old, List.of(listing("a"), listing("b"), listing("c")));
    server.drop(old);

    CollectionInfo young = create(Map.of());
    List<ChromaRecord> plain =
        List.of(record("x", new float[] {1, 2}), record("y", new float[] {3, 4}));
    server.upsert(young, plain);

    assertThat(records(young, List.of("x", "y"))).containsExactlyInAnyOrderElementsOf(plain);
  }

  /** With a list in its metadata, where the server takes one. */
  private ChromaRecord listing(String id) {
    Object value = release.keepsLists() ? List.of("one", "two") : "one";
    return new ChromaRecord(id, null, null, Map.of("tags", value), new float[] {1, 2});
  }

  @Test
  void a_collection_made_again_under_the_name_is_another_one() {
    CollectionInfo old = create(Map.of());
    server.drop(old);
    CollectionInfo young = create(Map.of());

    assertThat(refusalOf(() -> server.drop(old)).kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(server.collection(NAME)).contains(young);
  }

  @Test
  void a_server_whose_database_refuses_writes_is_read_only() throws SQLException {
    CollectionInfo collection = create(Map.of("owner", "run"));
    server.upsert(collection, List.of(record("a", new float[] {1, 2})));
    Map<String, ThrowingCallable> writes = new HashMap<>();
    writes.put("update", () -> server.update(collection, "absent", "x"));
    writes.put("upsert", () -> server.upsert(collection, List.of(record("b", new float[] {1, 2}))));
    writes.put("delete", () -> server.delete(collection, List.of("a")));
    writes.put("drop", () -> server.drop(collection));
    writes.put(
        "create",
        () ->
            server.create(
                new NewCollection(
                    "another", Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS)));

    WriteRefusal refusal = WriteRefusal.in(database);
    try {
      writes.forEach(
          (name, write) -> assertThat(refusalOf(write).kind()).as(name).isEqualTo(Kind.READ_ONLY));
      assertThat(server.count(collection)).isEqualTo(1);
    } finally {
      refusal.lift();
    }

    server.upsert(collection, List.of(record("b", new float[] {1, 2})));
    assertThat(server.count(collection)).isEqualTo(2);
  }

  private CollectionInfo create(Map<String, Object> metadata) {
    return server.create(
        new NewCollection(NAME, metadata, DistanceFunction.L2, IndexSettings.DEFAULTS));
  }

  private List<ChromaRecord> records(CollectionInfo collection, List<String> ids) {
    List<ChromaRecord> found = new ArrayList<>();
    server.records(collection, ids, found::add);
    return found;
  }

  private static ChromaRecord record(String id, float[] embedding) {
    return new ChromaRecord(id, null, null, Map.of(), embedding);
  }

  private static ChromaException refusalOf(ThrowingCallable action) {
    return catchThrowableOfType(ChromaException.class, action);
  }
}
