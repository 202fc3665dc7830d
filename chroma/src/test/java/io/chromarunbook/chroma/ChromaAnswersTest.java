package io.chromarunbook.chroma;

import static io.chromarunbook.chroma.ChromaException.Kind.BROKEN_ANSWER;
import static io.chromarunbook.chroma.ChromaException.Kind.CONFLICT;
import static io.chromarunbook.chroma.ChromaException.Kind.FORBIDDEN;
import static io.chromarunbook.chroma.ChromaException.Kind.NOT_FOUND;
import static io.chromarunbook.chroma.ChromaException.Kind.OVERLOADED;
import static io.chromarunbook.chroma.ChromaException.Kind.READ_ONLY;
import static io.chromarunbook.chroma.ChromaException.Kind.REFUSED;
import static io.chromarunbook.chroma.ChromaException.Kind.TOO_LARGE;
import static io.chromarunbook.chroma.ChromaException.Kind.UNREACHABLE;
import static io.chromarunbook.chroma.ScriptedChroma.cutShort;
import static io.chromarunbook.chroma.ScriptedChroma.hangUp;
import static io.chromarunbook.chroma.ScriptedChroma.json;
import static io.chromarunbook.chroma.ScriptedChroma.stalled;
import static io.chromarunbook.chroma.ScriptedChroma.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers a real server gives too rarely to wait for, through both adapters. */
@Timeout(30)
@ParameterizedClass
@ValueSource(strings = {"0.5.23", "1.0.0"})
final class ChromaAnswersTest {
  private static final CollectionInfo BOOKS =
      new CollectionInfo(
          "b-1", "books", Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS, Optional.of(2));

  @Parameter String version;

  private ScriptedChroma chroma;
  private WritableServer server;

  @BeforeEach
  void connect() {
    chroma = ScriptedChroma.ofVersion(version);
    server = ChromaServers.toWrite(chroma.address());
  }

  @AfterEach
  void hang_up() {
    server.close();
    chroma.close();
  }

  @Test
  void a_record_without_an_embedding_shifts_nobody_elses() {
    chroma.on(
        "POST",
        books("/get"),
        json("{\"ids\":[\"a\",\"b\",\"c\"],\"embeddings\":[[1,0],[3,0]]}"),
        json("{\"ids\":[\"a\"],\"embeddings\":[[1,0]]}"),
        json("{\"ids\":[\"b\",\"c\"],\"embeddings\":[[3,0]]}"),
        json("{\"ids\":[\"b\"],\"embeddings\":[]}"),
        json("{\"ids\":[\"c\"],\"embeddings\":[[3,0]]}"));

    assertThat(records("a", "b", "c"))
        .containsExactly(record("a", 1, 0), record("b"), record("c", 3, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IndexError('list assignment index out of range')",
        "TypeError(\\\"'NoneType' object is not subscriptable\\\")"
      })
  void a_page_the_server_cannot_sort_is_read_in_halves(String error) {
    chroma.on(
        "POST",
        books("/get"),
        status(500, "{\"error\":\"" + error + "\"}"),
        json("{\"ids\":[\"a\"],\"embeddings\":[]}"),
        json("{\"ids\":[\"b\"],\"embeddings\":[[3,0]]}"));

    assertThat(records("a", "b")).containsExactly(record("a"), record("b", 3, 0));
  }

  @Test
  void a_null_in_place_of_an_embedding_is_none() {
    chroma.on("POST", books("/get"), json("{\"ids\":[\"a\",\"b\"],\"embeddings\":[null,[3,0]]}"));

    assertThat(records("a", "b")).containsExactly(record("a"), record("b", 3, 0));
  }

  @Test
  void a_component_that_is_not_finite_stays_in_its_place() {
    chroma.on(
        "POST",
        books("/get"),
        json("{\"ids\":[\"a\"],\"embeddings\":[[null,NaN,1e39,-0.0,7,1e-45]]}"));

    assertThat(records("a").get(0).embedding())
        .containsExactly(Float.NaN, Float.NaN, Float.POSITIVE_INFINITY, -0.0f, 7f, Float.MIN_VALUE);
  }

  @Test
  void two_embeddings_for_one_record_are_not_guessed_at() {
    chroma.on("POST", books("/get"), json("{\"ids\":[\"a\"],\"embeddings\":[[1,0],[2,0]]}"));

    assertThat(refusalOf(() -> records("a")).kind()).isEqualTo(BROKEN_ANSWER);
  }

  @Test
  void integers_floats_and_lists_stay_what_they_are() {
    chroma.on(
        "POST",
        books("/get"),
        json(
            """
            {"ids":["a"],"embeddings":[[1]],"documents":null,"data":null,"metadatas":[{
             "i":9007199254740993,"big":9223372036854775808,"f":1.0,"e":1e3,"b":true,"s":"x",
             "l":[1,2],"gone":null}],"included":["x"]}
            """));

    assertThat(records("a").get(0).metadata())
        .isEqualTo(
            Map.of(
                "i",
                9007199254740993L,
                "big",
                new BigInteger("9223372036854775808"),
                "f",
                1.0,
                "e",
                1000.0,
                "b",
                true,
                "s",
                "x",
                "l",
                List.of(1L, 2L)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"ids\":[\"a\"],\"embeddings\":[[1.5,2",
        "<html>Service in maintenance</html>",
        "{}",
        "[]",
        "null",
        "{\"ids\":null}",
        "{\"ids\":[null]}",
        "{\"ids\":[1]}",
        "{\"ids\":[\"a\"],\"documents\":[\"x\",\"y\"]}",
        "{\"ids\":[\"a\"],\"embeddings\":[[\"x\"]]}",
        "{\"ids\":[\"a\",\"a\"]}",
        "{\"ids\":[\"z\"]}",
        "{\"ids\":[\"a\"]} {\"ids\":[\"a\"]}"
      })
  void an_answer_that_is_not_a_page_is_never_an_empty_one(String body) {
    chroma.on("POST", books("/get"), json(body));

    assertThat(refusalOf(() -> records("a")).kind()).isEqualTo(BROKEN_ANSWER);
  }

  @Test
  void an_answer_cut_short_is_never_a_shorter_page() {
    chroma.on("POST", books("/get"), cutShort("{\"ids\":[\"a\"],\"embeddings\":[[1,2]]}"));

    List<ChromaRecord> seen = new ArrayList<>();
    ChromaException broken = refusalOf(() -> server.records(BOOKS, List.of("a"), seen::add));

    assertThat(broken.kind()).isEqualTo(BROKEN_ANSWER);
    assertThat(broken.getMessage()).contains("cut short");
    assertThat(seen).isEmpty();
  }

  @Test
  void a_connection_that_breaks_leaves_a_write_unknown() {
    chroma.on("POST", books("/upsert"), hangUp());

    ChromaException broken = refusalOf(() -> server.upsert(BOOKS, List.of(record("a", 1, 2))));

    assertThat(broken.kind()).isEqualTo(UNREACHABLE);
    assertThat(chroma.requests().stream().filter(request -> request.contains("/upsert")))
        .as("a write is sent once")
        .hasSize(1);
  }

  @Test
  void an_id_repeated_on_a_page_of_ids_is_passed_on() {
    chroma.on("POST", books("/get"), json("{\"ids\":[\"a\",\"b\",\"a\"]}"), json("{\"ids\":[]}"));

    List<String> ids = new ArrayList<>();
    server.ids(BOOKS, ids::add);

    assertThat(ids).containsExactly("a", "b", "a");
  }

  @Test
  void a_server_that_gives_one_page_for_ever_is_left() {
    chroma.on("POST", books("/get"), json("{\"ids\":[\"a\",\"b\"]}"));

    assertThat(refusalOf(() -> server.ids(BOOKS, id -> {})).kind()).isEqualTo(BROKEN_ANSWER);
  }

  @Test
  void a_list_that_gives_one_collection_twice_is_not_believed() {
    chroma.on("GET", collections(), json("[{\"id\":\"b-1\",\"name\":\"books\"}]"));

    assertThat(refusalOf(() -> server.collections()).kind()).isEqualTo(BROKEN_ANSWER);
  }

  @Test
  void asking_for_no_records_asks_nothing() {
    assertThat(records()).isEmpty();
    server.delete(BOOKS, List.of());
    server.upsert(BOOKS, List.of());

    assertThat(chroma.requests()).noneMatch(request -> request.startsWith("POST"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "413 | Payload too large | TOO_LARGE",
        "429 | {\"error\":\"RateLimit\",\"message\":\"backoff and try again\"} | OVERLOADED",
        "503 | busy | OVERLOADED",
        "500 | {\"error\":\"InternalError\",\"message\":\"oops\"} | BROKEN_ANSWER",
        "502 | <html>Bad Gateway</html> | BROKEN_ANSWER",
        "408 | too slow | BROKEN_ANSWER",
        "401 | {\"detail\":\"Unauthorized\"} | FORBIDDEN",
        "403 | {\"error\":\"AuthError\",\"message\":\"Forbidden\"} | READ_ONLY",
        "405 | Method Not Allowed | READ_ONLY",
        "500 | {\"error\":\"IntegrityError('read-only: migration in progress')\"} | READ_ONLY",
        "500 | {\"error\":\"E\",\"message\":\"attempt to write a readonly database\"} | READ_ONLY",
        "409 | {\"error\":\"ChromaError\",\"message\":\"exists\"} | CONFLICT",
        "404 | {\"error\":\"NotFoundError\",\"message\":\"Collection [x] does not exist\"} | NOT_FOUND",
        "400 | {\"error\":\"InvalidCollection\",\"message\":\"x\"} | NOT_FOUND",
        "500 | {\"error\":\"ValueError('Collection x does not exist.')\"} | NOT_FOUND",
        "500 | {\"error\":\"RuntimeError('coroutine raised StopIteration')\"} | NOT_FOUND",
        "500 | {\"error\":\"UniqueConstraintError('Collection x already exists')\"} | CONFLICT",
        "404 | <html>no such page</html> | REFUSED",
        "400 | {\"error\":\"InvalidArgumentError\",\"message\":\"Empty ID\"} | REFUSED",
        "422 | {\"error\":\"ChromaError\",\"message\":\"Failed to deserialize\"} | REFUSED",
        "500 | {\"detail\":\"Embedding dimension 2 does not match\"} | REFUSED",
        "500 | {\"error\":\"ValueError('Expected IDs')\"} | REFUSED",
        "301 | moved | REFUSED"
      })
  void each_refusal_of_a_write_has_its_kind(
      int status, String body, ChromaException.Kind expected) {
    chroma.on("POST", books("/upsert"), status(status, body));

    ChromaException refusal = refusalOf(() -> server.upsert(BOOKS, List.of(record("a", 1, 2))));

    assertThat(refusal.kind()).isEqualTo(expected);
    assertThat(refusal.getMessage())
        .startsWith("POST " + chroma.url() + books("/upsert") + " answered " + status + ": ");
  }

  @Test
  void a_reader_that_is_turned_away_lacks_rights_and_no_write_is_refused() {
    chroma.on("GET", books("/count"), status(403, "{\"detail\":\"Forbidden\"}"));

    assertThat(refusalOf(() -> server.count(BOOKS)).kind()).isEqualTo(FORBIDDEN);
  }

  @Test
  void retry_after_in_seconds_is_passed_on() {
    chroma.on("POST", books("/upsert"), status(429, "slow down", "Retry-After", "7"));

    ChromaException refusal = refusalOf(() -> server.upsert(BOOKS, List.of(record("a", 1, 2))));

    assertThat(refusal.kind()).isEqualTo(OVERLOADED);
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(7));
  }

  @Test
  void retry_after_as_a_date_is_passed_on() {
    String inTenMinutes =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(10));
    chroma.on("POST", books("/upsert"), status(503, "closed", "Retry-After", inTenMinutes));

    ChromaException refusal = refusalOf(() -> server.upsert(BOOKS, List.of(record("a", 1, 2))));

    assertThat(refusal.retryAfter().orElseThrow())
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
  }

  @Test
  void what_a_server_says_is_cut_and_cleaned() {
    chroma.on("GET", books("/count"), status(500, "a\u001b[31m\r\nb" + "x".repeat(5000)));

    assertThat(refusalOf(() -> server.count(BOOKS)).getMessage())
        .contains("a [31m bxxx")
        .endsWith("x…")
        .hasSizeLessThan(600);
  }

  @Test
  void an_absent_collection_is_nothing_but_a_lost_page_is_not() {
    chroma.on("GET", collections() + "/gone", status(404, "{\"error\":\"NotFoundError\"}"));
    chroma.on("GET", collections() + "/gone5", status(400, "{\"error\":\"InvalidCollection\"}"));
    chroma.on("GET", collections() + "/lost", status(404, "<html>not found</html>"));

    assertThat(server.collection("gone")).isEmpty();
    assertThat(server.collection("gone5")).isEmpty();
    assertThat(refusalOf(() -> server.collection("lost")).kind()).isEqualTo(REFUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", "a b", "a?b", "%2e", "naïve"})
  void a_name_no_server_can_have_is_absent(String name) {
    assertThat(server.collection(name)).isEmpty();
  }

  @Test
  void a_taken_name_is_a_conflict_only_where_it_is_taken() {
    chroma.on("POST", collections(), status(409, "{\"error\":\"E\",\"message\":\"exists\"}"));
    chroma.on("GET", collections() + "/books", json("{\"id\":\"b-1\",\"name\":\"books\"}"));
    chroma.on("GET", collections() + "/other", status(404, "{\"error\":\"NotFoundError\"}"));

    assertThat(refusalOf(() -> server.create(plain("books"))).kind()).isEqualTo(CONFLICT);
    assertThat(refusalOf(() -> server.create(plain("other"))).kind()).isEqualTo(READ_ONLY);
  }

  @Test
  void a_collection_built_in_another_way_than_asked_is_removed_and_refused() {
    String built =
        "{\"id\":\"b-1\",\"name\":\"books\",\"configuration_json\":{\"hnsw\":{\"space\":\"l2\"}}}";
    chroma.on("POST", collections(), json(built));
    chroma.on("GET", collections() + "/books", json(built));
    chroma.on("DELETE", collections() + "/books", json("{}"));
    IndexSettings manyNeighbours =
        new IndexSettings(Optional.empty(), Optional.empty(), Optional.of(64));

    ChromaException refusal =
        refusalOf(
            () ->
                server.create(
                    new NewCollection(
                        "books", Map.of("a", 1L), DistanceFunction.COSINE, manyNeighbours)));

    assertThat(refusal.kind()).isEqualTo(REFUSED);
    assertThat(refusal.getMessage())
        .contains("metadata key a is missing")
        .contains("the distance function is l2 instead of cosine")
        .contains("max neighbours is the default instead of 64");
    assertThat(chroma.requests()).contains("DELETE " + collections() + "/books ");
  }

  @Test
  void a_collection_that_contradicts_itself_is_not_asked_for() {
    NewCollection contradiction =
        new NewCollection(
            "books", Map.of("hnsw:space", "ip"), DistanceFunction.COSINE, IndexSettings.DEFAULTS);

    assertThat(refusalOf(() -> server.create(contradiction)).kind()).isEqualTo(REFUSED);
    assertThat(chroma.requests()).noneMatch(request -> request.startsWith("POST"));
  }

  @Test
  void a_collection_with_an_unknown_distance_function_is_named_with_a_way_out() {
    chroma.on(
        "GET",
        collections() + "/books",
        json(
            "{\"id\":\"b-2\",\"name\":\"books\",\"metadata\":{\"hnsw:space\":\"l3\"},\"configuration_json\":{\"hnsw\":{\"space\":\"l3\"}}}"));

    if (server.version().api().equals("v1")) {
      // Only metadata say it there, and anybody can write them: the index is asked in Step 1.2.
      assertThat(server.collection("books").orElseThrow().metadata())
          .isEqualTo(Map.of("hnsw:space", "l3"));
      return;
    }
    ChromaException refusal = refusalOf(() -> server.collection("books"));

    assertThat(refusal.kind()).isEqualTo(REFUSED);
    assertThat(refusal).hasMessageContaining("books").hasMessageContaining("named l3");
    assertThat(refusal).hasMessageContaining("Correct its metadata");
  }

  @Test
  void a_collection_replaced_under_the_same_name_is_not_dropped() {
    chroma.on("GET", collections() + "/books", json("{\"id\":\"b-2\",\"name\":\"books\"}"));

    assertThat(refusalOf(() -> server.drop(BOOKS)).kind()).isEqualTo(NOT_FOUND);
    assertThat(chroma.requests()).noneMatch(request -> request.startsWith("DELETE"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html> <head><title>413 Request Entity Too Large</title></head> <body> <center><h1>413 Request Entity Too Large</h1></center> <hr><center>nginx/1.22.1</center> </body> </html> | 413: 413 Request Entity Too Large nginx/1.22.1 (a page, as a gateway answers) | nginx limits it by client_max_body_size",
        "<!DOCTYPE html><html><head><title>Too big</title><style>b {}</style></head></html> | 413: Too big (a page, as a gateway answers) | a gateway before the server limits it",
        "Payload too large | 413: Payload too large (the request | max_payload_size_bytes in its configuration",
      })
  void a_body_that_is_too_large_is_told_in_words_with_its_size_and_whose_setting_limits_it(
      String page, String words, String setting) {
    chroma.on("POST", books("/upsert"), status(413, page));

    assertThat(refusalOf(() -> server.upsert(BOOKS, List.of(record("a", 1, 2)))))
        .hasMessageContaining(words)
        .hasMessageContaining(setting)
        .hasMessageMatching(".*the request had \\d+ bytes.*")
        .hasMessageNotContaining("<");
  }

  @Test
  void a_body_the_server_finds_too_large_can_be_told_from_others() {
    chroma.on("POST", books("/upsert"), status(413, "Payload too large"));

    ChromaException refusal = refusalOf(() -> server.upsert(BOOKS, List.of(record("a", 1, 2))));

    assertThat(refusal.kind()).isEqualTo(TOO_LARGE);
    assertThat(refusal.kind().transientFault()).isFalse();
  }

  @Test
  void a_kept_connection_that_ended_unnoticed_is_replaced() {
    String root = version.startsWith("0.") ? "/api/v1" : "/api/v2";
    chroma.on("GET", root + "/heartbeat", hangUp(), json("{\"nanosecond heartbeat\":1}"));

    assertThat(server.clock()).isPresent();
  }

  @Test
  void a_server_that_stalls_in_an_answer_is_not_waited_for_without_end() {
    chroma.on("GET", "/slow", stalled("{\"ids\":["));
    Duration patience = Duration.ofMillis(300);
    Conversation conversation =
        new Conversation(
            chroma.address(), new Transport(chroma.address(), patience), CallWatch.NOBODY);

    ChromaException broken = refusalOf(() -> conversation.tell(Call.get(Route.of("/slow"))));

    assertThat(broken.kind()).isEqualTo(BROKEN_ANSWER);
  }

  private String collections() {
    return version.startsWith("0.")
        ? "/api/v1/collections"
        : "/api/v2/tenants/default_tenant/databases/default_database/collections";
  }

  private String books(String what) {
    return collections() + "/b-1" + what;
  }

  private List<ChromaRecord> records(String... ids) {
    List<ChromaRecord> records = new ArrayList<>();
    server.records(BOOKS, List.of(ids), records::add);
    return records;
  }

  private static ChromaRecord record(String id, float... embedding) {
    return new ChromaRecord(id, null, null, Map.of(), embedding.length == 0 ? null : embedding);
  }

  private static NewCollection plain(String name) {
    return new NewCollection(name, Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS);
  }

  private static ChromaException refusalOf(ThrowingCallable action) {
    return catchThrowableOfType(ChromaException.class, action);
  }
}
