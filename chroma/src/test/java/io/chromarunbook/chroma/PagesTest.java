package io.chromarunbook.chroma;

import static io.chromarunbook.chroma.ScriptedChroma.json;
import static io.chromarunbook.chroma.ScriptedChroma.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that take or give less at a time than others, and one that has lost embeddings. */
@Timeout(30)
final class PagesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COLLECTIONS =
      "/api/v2/tenants/default_tenant/databases/default_database/collections";
  private static final String GET = COLLECTIONS + "/b-1/get";
  private static final CollectionInfo BOOKS =
      new CollectionInfo(
          "b-1", "books", Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS, Optional.of(1));
  private static final String DAMAGED =
      "{\"error\":\"InternalError\",\"message\":\"Error executing plan: Internal error: Error"
          + " finding id\"}";

  private final ScriptedChroma chroma = ScriptedChroma.ofVersion("1.0.0");
  private final WritableServer server = ChromaServers.toWrite(chroma.address());
  private final List<Integer> asked = new ArrayList<>();

  @AfterEach
  void close() {
    server.close();
    chroma.close();
  }

  /** Answers a page of these ids, or refuses it. */
  private void records(Function<List<String>, Optional<ScriptedChroma.Reply>> refusal) {
    chroma.on(
        "POST",
        GET,
        exchange -> {
          JsonNode request = request();
          List<String> ids = new ArrayList<>();
          request.get("ids").forEach(id -> ids.add(id.asText()));
          boolean vectors = request.get("include").toString().contains("embeddings");
          asked.add(ids.size());
          Optional<ScriptedChroma.Reply> refused = vectors ? refusal.apply(ids) : Optional.empty();
          refused.orElseGet(() -> page(ids, vectors)).answer(exchange);
        });
  }

  // The server has read it already, to note it.
  private JsonNode request() throws IOException {
    String noted = chroma.requests().get(chroma.requests().size() - 1);
    return JSON.readTree(noted.substring(noted.indexOf('{')));
  }

  private static ScriptedChroma.Reply page(List<String> ids, boolean vectors) {
    List<String> list = ids.stream().map(id -> "\"" + id + "\"").toList();
    String embeddings = ids.stream().map(id -> "[1]").toList().toString();
    return json("{\"ids\":" + list + ",\"embeddings\":" + (vectors ? embeddings : "null") + "}");
  }

  private List<ChromaRecord> read(List<String> ids) {
    List<ChromaRecord> found = new ArrayList<>();
    server.records(BOOKS, ids, found::add);
    return found;
  }

  private static List<String> ids(int many) {
    return IntStream.range(0, many).mapToObj(number -> "r" + number).toList();
  }

  private static ScriptedChroma.Reply quota(int usage, int limit) {
    return status(
        422,
        ("{\"error\":\"ChromaError\",\"message\":\"Quota exceeded: 'Number of records' exceeded"
                + " quota limit for action 'Get': current usage of %d exceeds limit of %d\"}")
            .formatted(usage, limit));
  }

  @ParameterizedTest
  @CsvSource({
    "422,Quota exceeded: 'Limit' exceeded quota limit for action 'Get': current usage of 9 exceeds limit of 250,250",
    "400,too many ids,300",
    "413,Payload too large,300"
  })
  void a_page_of_records_falls_to_what_the_server_takes_and_stays_there(
      int status, String text, int expected) {
    records(page -> page.size() > expected ? Optional.of(status(status, text)) : Optional.empty());

    assertThat(read(ids(1_000))).extracting(ChromaRecord::id).containsExactlyElementsOf(ids(1_000));
    asked.clear();
    assertThat(read(ids(1_000))).hasSize(1_000);

    assertThat(asked).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(expected));
    assertThat(asked).hasSize((1_000 + expected - 1) / expected);
  }

  @Test
  void records_that_a_server_leaves_out_in_silence_are_asked_for_again() {
    chroma.on(
        "POST",
        GET,
        exchange -> {
          List<String> ids = new ArrayList<>();
          request().get("ids").forEach(id -> ids.add(id.asText()));
          asked.add(ids.size());
          page(ids.subList(0, Math.min(300, ids.size())), true).answer(exchange);
        });

    assertThat(read(ids(1_000))).hasSize(1_000);
    asked.clear();
    assertThat(read(ids(1_000))).hasSize(1_000);
    assertThat(asked).containsExactly(300, 300, 300, 100);
  }

  @Test
  void a_page_of_ids_falls_and_every_id_is_listed_once() {
    chroma.on(
        "POST",
        GET,
        exchange -> {
          JsonNode request = request();
          int limit = request.get("limit").asInt();
          int offset = request.get("offset").asInt();
          asked.add(limit);
          ScriptedChroma.Reply reply =
              limit > 300
                  ? quota(limit, 300)
                  : page(
                      ids(700).subList(Math.min(offset, 700), Math.min(offset + limit, 700)),
                      false);
          reply.answer(exchange);
        });

    List<String> listed = new ArrayList<>();
    server.ids(BOOKS, listed::add);

    assertThat(listed).containsExactlyElementsOf(ids(700));
    assertThat(asked).containsExactly(5_000, 300, 300, 300, 300);
  }

  @Test
  void one_id_that_is_refused_makes_no_page_smaller() {
    records(
        page ->
            page.contains("r7")
                ? Optional.of(status(400, "{\"error\":\"InvalidArgumentError\"}"))
                : Optional.empty());

    assertThat(catchThrowableOfType(ChromaException.class, () -> read(ids(100))).kind())
        .isEqualTo(ChromaException.Kind.REFUSED);
    asked.clear();
    assertThat(read(ids(400).subList(100, 400))).hasSize(300);
    assertThat(asked).containsExactly(300);
  }

  @Test
  void of_records_whose_embeddings_are_lost_the_rest_is_read_and_the_server_quoted() {
    Predicate<String> lost = id -> id.equals("r3") || id.equals("r17") || id.equals("r18");
    records(
        page ->
            page.stream().anyMatch(lost) ? Optional.of(status(500, DAMAGED)) : Optional.empty());

    UnreadRecords answer = server.fetch(BOOKS, ids(40));
    List<ChromaRecord> found = new ArrayList<>();
    answer.forEach(found::add);

    assertThat(found).extracting(ChromaRecord::id).containsExactlyInAnyOrderElementsOf(ids(40));
    assertThat(found)
        .filteredOn(record -> record.embedding() == null)
        .extracting(ChromaRecord::id)
        .containsExactlyInAnyOrder("r3", "r17", "r18");
    assertThat(answer.lost())
        .containsOnlyKeys("r3", "r17", "r18")
        .allSatisfy((id, said) -> assertThat(said).contains("Error finding id"));
  }

  @Test
  void a_whole_index_that_is_gone_leaves_every_record_without_embedding() {
    records(page -> Optional.of(status(500, DAMAGED)));

    assertThat(read(ids(9))).hasSize(9).allMatch(record -> record.embedding() == null);
    assertThat(read(ids(1))).hasSize(1).allMatch(record -> record.embedding() == null);
  }

  @Test
  void a_search_in_an_index_that_is_damaged_is_refused_for_good() {
    chroma.on("POST", COLLECTIONS + "/b-1/query", status(500, DAMAGED));

    assertThat(
            catchThrowableOfType(
                    ChromaException.class, () -> server.query(BOOKS, List.of(new float[] {1}), 1))
                .kind()
                .transientFault())
        .isFalse();
  }
}
