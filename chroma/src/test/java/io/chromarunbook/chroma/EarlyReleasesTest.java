package io.chromarunbook.chroma;

import static io.chromarunbook.chroma.ScriptedChroma.json;
import static io.chromarunbook.chroma.ScriptedChroma.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the first releases of a line answer, as real ones were seen to. */
@Timeout(30)
final class EarlyReleasesTest {
  private static final String COLLECTIONS = "/api/v1/collections";
  private static final CollectionInfo BOOKS =
      new CollectionInfo(
          "b-1", "books", Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS, Optional.of(2));
  private static final String CONSTANTS =
      "{\"_type\":\"CollectionConfigurationInternal\",\"hnsw_configuration\":{\"M\":16,\"ef_construction\":100,\"ef_search\":100,\"space\":\"l2\"}}";

  @Test
  void a_list_that_ignores_limit_and_offset_is_taken_once() {
    try (ScriptedChroma chroma = ScriptedChroma.ofVersion("0.4.19")) {
      chroma.on(
          "GET",
          COLLECTIONS,
          json("[{\"id\":\"b-1\",\"name\":\"books\"},{\"id\":\"c-1\",\"name\":\"covers\"}]"));
      chroma.on("POST", COLLECTIONS + "/b-1/get", json("{\"ids\":[],\"embeddings\":[]}"));
      chroma.on("POST", COLLECTIONS + "/c-1/get", json("{\"ids\":[],\"embeddings\":[]}"));
      try (WritableServer server = ChromaServers.toWrite(chroma.address())) {
        assertThat(server.collections()).extracting("name").containsExactly("books", "covers");
      }
    }
  }

  @Test
  void a_list_longer_than_any_page_is_taken_whole() {
    try (ScriptedChroma chroma = ScriptedChroma.ofVersion("0.4.19")) {
      List<String> entries =
          IntStream.range(0, 1_200)
              .mapToObj(number -> "{\"id\":\"i-%1$d\",\"name\":\"c%1$d\"}".formatted(number))
              .toList();
      chroma.on("GET", COLLECTIONS, json(entries.toString()));
      for (int number = 0; number < 1_200; number++) {
        chroma.on("POST", COLLECTIONS + "/i-" + number + "/get", json("{\"ids\":[]}"));
      }
      try (WritableServer server = ChromaServers.toWrite(chroma.address())) {
        assertThat(server.collections()).hasSize(1_200);
      }
    }
  }

  @Test
  void embeddings_in_another_order_than_their_ids_go_to_nobody_else() {
    try (ScriptedChroma chroma = ScriptedChroma.ofVersion("0.4.3")) {
      ScriptedChroma.Reply mixed =
          json("{\"ids\":[\"a\",\"b\"],\"embeddings\":[[2,0],[1,0]],\"documents\":null}");
      ScriptedChroma.Reply first = json("{\"ids\":[\"a\"],\"embeddings\":[[1,0]]}");
      ScriptedChroma.Reply second = json("{\"ids\":[\"b\"],\"embeddings\":[[2,0]]}");
      chroma.on("POST", COLLECTIONS + "/b-1/get", first, second, mixed);
      try (WritableServer server = ChromaServers.toWrite(chroma.address())) {
        List<ChromaRecord> found = new ArrayList<>();
        server.records(BOOKS, List.of("a", "b"), found::add);
        assertThat(found)
            .containsExactly(
                new ChromaRecord("a", null, null, Map.of(), new float[] {1, 0}),
                new ChromaRecord("b", null, null, Map.of(), new float[] {2, 0}));
      }
      assertThat(asked(chroma, "/get"))
          .hasSize(2)
          .allMatch(body -> body.contains("[\"a\"]") || body.contains("[\"b\"]"));
    }
  }

  @Test
  void a_page_without_a_record_has_nobodys_embeddings() {
    try (ScriptedChroma chroma = ScriptedChroma.ofVersion("0.4.15")) {
      chroma.on(
          "POST",
          COLLECTIONS + "/b-1/get",
          json("{\"ids\":[],\"embeddings\":[[1,0],[2,0],[3,0]],\"documents\":[]}"));
      try (WritableServer server = ChromaServers.toWrite(chroma.address())) {
        List<ChromaRecord> found = new ArrayList<>();
        server.records(BOOKS, List.of("gone"), found::add);
        assertThat(found).isEmpty();
      }
    }
  }

  @Test
  void uris_are_not_asked_of_a_server_that_does_not_know_them() {
    try (ScriptedChroma chroma = ScriptedChroma.ofVersion("0.4.15")) {
      chroma.on("POST", COLLECTIONS + "/b-1/get", json("{\"ids\":[\"a\"],\"embeddings\":[[1,0]]}"));
      try (WritableServer server = ChromaServers.toWrite(chroma.address())) {
        server.records(BOOKS, List.of("a"), record -> {});
      }
      assertThat(asked(chroma, "/get")).singleElement().asString().doesNotContain("uris");
    }
  }

  @Test
  void a_server_without_tenants_is_not_asked_for_one() {
    try (ScriptedChroma chroma = withoutTenants("0.4.14")) {
      chroma.on("GET", COLLECTIONS, json("[]"));
      try (WritableServer server = ChromaServers.toWrite(chroma.address())) {
        assertThat(server.version()).isEqualTo(new ServerVersion("v1", "0.4.14"));
        assertThat(server.collections()).isEmpty();
      }
    }
  }

  @Test
  void another_database_of_a_server_without_any_is_refused_with_the_reason() {
    try (ScriptedChroma chroma = withoutTenants("0.4.14")) {
      ServerAddress address =
          new ServerAddress(URI.create(chroma.url()), "default_tenant", "archive", Map.of());

      ChromaException refusal = refusalOf(address);

      assertThat(refusal)
          .isInstanceOf(UnsupportedReleaseException.class)
          .hasMessage(
              chroma.url()
                  + " is Chroma 0.4.14, which keeps all collections in one place (tenants and"
                  + " databases came with 0.4.15): leave tenant and database out.");
    }
  }

  @Test
  void a_release_before_all_that_are_known_is_refused_naming_the_oldest() {
    try (ScriptedChroma chroma = ScriptedChroma.silent()) {
      chroma.on("GET", "/api/v1/heartbeat", json("{\"nanosecond heartbeat\":1}"));
      chroma.on("GET", "/api/v1/version", json("\"0.3.29\""));

      ChromaException refusal = refusalOf(chroma.address());

      assertThat(refusal)
          .isInstanceOf(UnsupportedReleaseException.class)
          .hasMessageContaining("is Chroma 0.3.29, and 0.4.0 is the oldest release");
    }
  }

  @Test
  void a_name_taken_is_told_as_such_by_every_release() {
    try (ScriptedChroma chroma = withoutTenants("0.4.14")) {
      chroma.on(
          "POST",
          COLLECTIONS,
          status(500, "{\"error\":\"ValueError('Collection books already exists.')\"}"));
      chroma.on("GET", COLLECTIONS + "/books", json("{\"id\":\"b-1\",\"name\":\"books\"}"));
      chroma.on("POST", COLLECTIONS + "/b-1/get", json("{\"ids\":[],\"embeddings\":[]}"));
      try (WritableServer server = ChromaServers.toWrite(chroma.address())) {
        ChromaException refusal =
            catchThrowableOfType(ChromaException.class, () -> server.create(wanted(Map.of())));
        assertThat(refusal.kind()).isEqualTo(ChromaException.Kind.CONFLICT);
      }
    }
  }

  @Test
  void constants_in_a_configuration_say_nothing_of_an_index() {
    try (ScriptedChroma chroma = ScriptedChroma.ofVersion("1.0.0")) {
      chroma.on("GET", current("/books"), json(books("{\"hnsw:space\":\"cosine\",\"hnsw:M\":32}")));
      try (WritableServer server = ChromaServers.toWrite(chroma.address())) {
        CollectionInfo found = server.collection("books").orElseThrow();
        assertThat(found.distance()).isEqualTo(DistanceFunction.COSINE);
        assertThat(found.index().maxNeighbours()).contains(32);
        assertThat(found.index().searchEf()).isEmpty();
      }
    }
  }

  @Test
  void a_new_index_the_server_tells_nothing_of_is_named_in_the_metadata() {
    try (ScriptedChroma chroma = ScriptedChroma.ofVersion("1.0.0")) {
      chroma.on("POST", current(""), json(books("{\"owner\":\"x\"}")));
      chroma.on("PUT", current("/b-1"), json("{}"));
      chroma.on(
          "GET", current("/books"), json(books("{\"owner\":\"x\",\"hnsw:space\":\"cosine\"}")));
      try (WritableServer server = ChromaServers.toWrite(chroma.address())) {
        CollectionInfo created = server.create(wanted(Map.of("owner", "x")));
        assertThat(created.distance()).isEqualTo(DistanceFunction.COSINE);
      }
      assertThat(asked(chroma, "/b-1"))
          .containsExactly(
              "PUT "
                  + current("/b-1")
                  + " {\"new_metadata\":{\"owner\":\"x\",\"hnsw:space\":\"cosine\"}}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.4", "main", "", "0.4.99999999", "v0.4.3"})
  void a_version_that_is_no_number_of_a_release_lacks_nothing(String version) {
    assertThat(V1Ability.of(version)).containsExactlyInAnyOrder(V1Ability.values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.4.3", "0.4.3.dev7", "0.4.3rc1"})
  void what_follows_the_number_does_not_change_it(String version) {
    assertThat(V1Ability.of(version)).isEmpty();
    assertThat(ReleaseNumber.of(version)).contains(new ReleaseNumber(0, 4, 3));
  }

  private static ScriptedChroma withoutTenants(String version) {
    ScriptedChroma chroma = ScriptedChroma.ofVersion(version);
    ScriptedChroma.Reply absent = status(404, "{\"detail\":\"Not Found\"}");
    chroma.on("GET", "/api/v1/tenants/default_tenant", absent);
    chroma.on("GET", "/api/v1/databases/default_database", absent);
    return chroma;
  }

  private static NewCollection wanted(Map<String, Object> metadata) {
    return new NewCollection("books", metadata, DistanceFunction.COSINE, IndexSettings.DEFAULTS);
  }

  private static String current(String below) {
    return "/api/v2/tenants/default_tenant/databases/default_database/collections" + below;
  }

  private static String books(String metadata) {
    return "{\"id\":\"b-1\",\"name\":\"books\",\"metadata\":%s,\"configuration_json\":%s}"
        .formatted(metadata, CONSTANTS);
  }

  private static List<String> asked(ScriptedChroma chroma, String path) {
    return chroma.requests().stream().filter(each -> each.contains(path + " ")).toList();
  }

  private static ChromaException refusalOf(ServerAddress address) {
    return catchThrowableOfType(
        ChromaException.class, () -> ChromaServers.toWrite(address).close());
  }
}
