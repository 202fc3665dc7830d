package io.chromarunbook.gate.translation;

import static io.chromarunbook.gate.translation.Example.CURRENT;
import static io.chromarunbook.gate.translation.Example.HERE;
import static io.chromarunbook.gate.translation.Example.KEPT;
import static io.chromarunbook.gate.translation.Example.KEPT_THERE;
import static io.chromarunbook.gate.translation.Example.PYTHON;
import static io.chromarunbook.gate.translation.Example.RENAMED;
import static io.chromarunbook.gate.translation.Example.RENAMED_THERE;
import static io.chromarunbook.gate.translation.Example.call;
import static io.chromarunbook.gate.translation.Example.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranslationOfBodiesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GET = "/api/v1/collections/" + KEPT + "/get";
  private static final String COLLECTION =
      """
      {"id": "%s", "name": "%s", "configuration_json": {"hnsw": {"space": "cosine",
       "ef_construction": 100, "ef_search": 100, "max_neighbors": 24, "resize_factor": 1.2,
       "sync_threshold": 1000}, "spann": null, "embedding_function": null},
       "schema": {"defaults": {}}, "metadata": {"hnsw:batch_size": 50}, "dimension": 3,
       "tenant": "acme", "database": "knowledge base", "log_position": 0, "version": 0}""";

  @Test
  void an_empty_condition_is_none_and_all_else_stays() {
    assertThat(
            sent(
                "0.4.24",
                call(
                    "",
                    "POST",
                    GET,
                    "{\"ids\":null,\"where\":{},\"sort\":null,\"limit\":1.50,\"where_document\":{},"
                        + "\"include\":[\"data\",\"uris\"],\"embeddings\":[0.30000000000000004]}")))
        .isEqualTo(
            "{\"ids\":null,\"where\":null,\"sort\":null,\"limit\":1.50,\"where_document\":null,"
                + "\"include\":[\"uris\"],\"embeddings\":[0.30000000000000004]}");
  }

  @Test
  void a_condition_as_long_as_a_body_may_be_is_translated_all_the_same() {
    String wanted = "x".repeat(21 << 20);

    assertThat(
            sent(
                "0.5.23",
                call(
                    "",
                    "POST",
                    GET,
                    "{\"where\":{},\"where_document\":{\"$contains\":\"" + wanted + "\"}}")))
        .startsWith("{\"where\":null,")
        .endsWith("x\"}}");
  }

  @Test
  void a_condition_that_says_something_goes_through() {
    String body =
        "{\"where\":{\"$and\":[{\"n\":{\"$gt\":9007199254740993}},{\"x\":0.1}]},\"include\":[]}";

    assertThat(sent("0.5.23", call(PYTHON, "POST", GET.replace("/api/v1", HERE), body)))
        .isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "[1]", "null", "{\"where\":{", "{\"where\":{}} x", "\u0000"})
  void what_is_no_json_object_goes_through_for_the_target_to_refuse(String body) {
    for (String path : new String[] {GET, "/api/v1/collections", "/api/v1/tenants"}) {
      assertThat(sent("0.5.23", call("", "POST", path, body))).isIn(body, "{\"where\":null}");
    }
  }

  @Test
  void a_configuration_of_0_x_is_asked_for_in_the_targets_words_and_metadata_win()
      throws IOException {
    JsonNode sent =
        JSON.readTree(
            sent(
                "0.5.23",
                call(
                    PYTHON,
                    "POST",
                    HERE + "/collections",
                    """
                    {"name": "made", "metadata": {"hnsw:space": "cosine"}, "configuration":
                     {"hnsw_configuration": {"space": "l2", "M": 32, "ef_search": 10,
                      "_type": "HNSWConfigurationInternal"}, "_type": "CollectionConfigurationInternal"}}
                    """)));

    assertThat(sent.path("configuration").toString())
        .isEqualTo("{\"hnsw\":{\"space\":\"cosine\",\"ef_search\":10,\"max_neighbors\":32}}");
    assertThat(sent.path("metadata").toString()).isEqualTo("{\"hnsw:space\":\"cosine\"}");
  }

  @Test
  void a_collection_is_made_and_renamed_under_the_name_the_plan_gave_it() {
    assertThat(
            sent(
                "0.4.24",
                call(
                    "",
                    "POST",
                    "/api/v1/collections",
                    "{\"name\":\"old name\",\"metadata\":{},\"get_or_create\":true}")))
        .isEqualTo("{\"name\":\"new_name\",\"metadata\":null,\"get_or_create\":true}");
    assertThat(
            sent(
                "0.4.24",
                call(
                    "",
                    "PUT",
                    "/api/v1/collections/" + KEPT,
                    "{\"new_name\":\"old name\",\"new_metadata\":{}}")))
        .isEqualTo("{\"new_name\":\"new_name\",\"new_metadata\":null}");
  }

  @Test
  void a_collection_is_answered_with_the_fields_its_release_knows() throws IOException {
    assertThat(collection("0.4.24", "", "/api/v1/collections/kept").toString())
        .isEqualTo(
            "{\"id\":\"%s\",\"name\":\"kept\",\"metadata\":{\"hnsw:batch_size\":50},"
                    .formatted(KEPT)
                + "\"tenant\":\"default_tenant\",\"database\":\"default_database\"}");
    assertThat(collection("0.5.0", "", "/api/v1/collections/kept").fieldNames())
        .toIterable()
        .containsExactly("id", "name", "metadata", "dimension", "tenant", "database");
    JsonNode second = collection("0.5.23", PYTHON, HERE + "/collections/kept");
    assertThat(second.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "id",
            "name",
            "configuration_json",
            "metadata",
            "dimension",
            "tenant",
            "database",
            "version",
            "log_position");
    assertThat(second.path("configuration_json").toString())
        .isEqualTo(
            "{\"hnsw_configuration\":{\"space\":\"cosine\",\"ef_construction\":100,"
                + "\"ef_search\":100,\"num_threads\":1,\"M\":24,\"resize_factor\":1.2,"
                + "\"batch_size\":50,\"sync_threshold\":1000,"
                + "\"_type\":\"HNSWConfigurationInternal\"},"
                + "\"_type\":\"CollectionConfigurationInternal\"}");
  }

  @Test
  void an_embedding_function_is_told_to_clients_that_may_be_of_1_x() throws IOException {
    String said =
        COLLECTION
            .formatted(KEPT_THERE, "kept")
            .replace(
                "\"embedding_function\": null", "\"embedding_function\": {\"name\": \"mine\"}");
    String path = HERE + "/collections/kept";

    assertThat(answer("0.6.3", call("node", "GET", path, ""), 200, said).toString())
        .contains("\"embedding_function\":{\"name\":\"mine\"}", "HNSWConfigurationInternal");
    assertThat(answer("0.6.3", call(PYTHON, "GET", path, ""), 200, said).toString())
        .doesNotContain("mine");
  }

  @Test
  void a_client_of_1_x_hears_all_the_target_says_under_the_names_it_knows() throws IOException {
    JsonNode answer = collection("0.6.3", CURRENT, HERE + "/collections/kept");

    assertThat(answer.path("schema").isObject()).isTrue();
    assertThat(answer.path("configuration_json").has("hnsw")).isTrue();
    assertThat(answer.path("id").asText()).isEqualTo(KEPT);
    assertThat(answer.path("database").asText()).isEqualTo("default_database");
  }

  @Test
  void tenants_and_databases_are_known_under_the_sources_names() throws IOException {
    String databases = "/api/v2/tenants/default_tenant/databases";
    String database = "{\"id\":\"0\",\"name\":\"%s\",\"tenant\":\"acme\"}";
    String here = "{\"id\":\"0\",\"name\":\"default_database\",\"tenant\":\"default_tenant\"}";

    assertThat(
            answer(
                    "0.6.3",
                    call(PYTHON, "GET", databases, ""),
                    200,
                    "[" + database.formatted("knowledge base") + "]")
                .toString())
        .isEqualTo("[" + here + "]");
    assertThat(
            answer(
                    "0.6.3",
                    call(PYTHON, "GET", "/api/v2/auth/identity", ""),
                    200,
                    "{\"user_id\":\"\",\"tenant\":\"acme\",\"databases\":[\"knowledge base\",\"b\"]}")
                .toString())
        .isEqualTo(
            "{\"user_id\":\"\",\"tenant\":\"default_tenant\","
                + "\"databases\":[\"default_database\",\"b\"]}");
    assertThat(
            answer(
                    "0.6.3",
                    call(PYTHON, "GET", "/api/v2/tenants/default_tenant", ""),
                    200,
                    "{\"name\":\"acme\",\"resource_name\":null}")
                .toString())
        .isEqualTo("{\"name\":\"default_tenant\"}");
    assertThat(sent("0.6.3", call(PYTHON, "POST", databases, "{\"name\":\"default_database\"}")))
        .isEqualTo("{\"name\":\"knowledge base\"}");
  }

  @Test
  void a_list_has_the_clients_names_and_leaves_others_as_they_are() throws IOException {
    String list =
        "["
            + COLLECTION.formatted(RENAMED_THERE, "new_name")
            + ","
            + COLLECTION.formatted("99999999-9999-4999-8999-999999999999", "scratch")
            + "]";

    JsonNode answer = answer("0.4.24", call("", "GET", "/api/v1/collections", ""), 200, list);

    assertThat(answer.findValuesAsText("name")).containsExactly("old name", "scratch");
    assertThat(answer.findValuesAsText("id"))
        .containsExactly(RENAMED, "99999999-9999-4999-8999-999999999999");
  }

  @Test
  void an_answer_of_records_only_has_its_end_rewritten() {
    Translation translation = Example.of("0.5.23");
    String end = "\"metadatas\":[null],\"include\":[\"documents\",\"metadatas\"]}";

    assertThat(end(translation, call("", "POST", GET, ""), end))
        .isEqualTo(
            "\"metadatas\":[null],\"included\":[\"documents\",\"metadatas\"],\"data\":null}");
    assertThat(end(translation, call(PYTHON, "POST", HERE + "/collections/x/get", ""), end))
        .isEqualTo(
            "\"metadatas\":[null],\"include\":[\"documents\",\"metadatas\"],"
                + "\"included\":[\"documents\",\"metadatas\"],\"data\":null}");
    assertThat(end(translation, call(CURRENT, "POST", HERE + "/collections/x/get", ""), end))
        .isEqualTo(end);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 127, 128, 129, 4096})
  void an_answer_is_the_same_in_whatever_pieces_it_comes(int piece) {
    String answer = "{\"documents\":[\"" + "ä".repeat(700) + "\"],\"include\":[\"documents\"]}";
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream heard = new ByteArrayOutputStream();

    RewrittenEnd end = new RewrittenEnd(Example.of("0.5.23"), call("", "POST", GET, ""));
    for (int at = 0; at < body.length; at += piece) {
      heard.writeBytes(end.next(Arrays.copyOfRange(body, at, Math.min(body.length, at + piece))));
    }
    heard.writeBytes(end.last());

    assertThat(text(heard.toByteArray()))
        .isEqualTo(
            answer.replace(
                "\"include\":[\"documents\"]", "\"included\":[\"documents\"],\"data\":null"));
  }

  @Test
  void a_client_of_0_4_hears_nothing_of_what_is_included() {
    assertThat(
            end(
                Example.of("0.4.24"),
                call("", "POST", GET, ""),
                "\"metadatas\":null,\"include\":[]}"))
        .isEqualTo("\"metadatas\":null,\"data\":null}");
  }

  @Test
  void a_document_that_looks_like_the_end_stays_a_document() {
    String end =
        "\\\"include\\\":[\\\"documents\\\"]}\"],\"uris\":null,\"include\":[\"documents\"]}\n";

    assertThat(end(Example.of("0.5.12"), call("", "POST", GET, ""), end))
        .isEqualTo(
            "\\\"include\\\":[\\\"documents\\\"]}\"],\"uris\":null,"
                + "\"included\":[\"documents\"],\"data\":null}");
  }

  @Test
  void writes_are_answered_as_the_source_did() throws IOException {
    String delete = "/api/v1/collections/" + KEPT + "/delete";
    ClientCall byIds = call("", "POST", delete, "{\"ids\":[\"a\",\"b\"],\"where\":{}}");

    assertThat(answer("0.5.12", byIds, 200, "{\"deleted\":2}").toString())
        .isEqualTo("[\"a\",\"b\"]");
    assertThat(answer("0.5.13", byIds, 200, "{\"deleted\":2}").isNull()).isTrue();
    assertThat(
            answer("0.5.23", call("", "POST", GET.replace("/get", "/add"), ""), 201, "{}")
                .asBoolean())
        .isTrue();
    assertThat(
            answer("0.5.23", call("", "POST", GET.replace("/get", "/upsert"), ""), 200, "{}")
                .isNull())
        .isTrue();
  }

  @Test
  void a_delete_of_nothing_is_refused_as_it_was() {
    Answer answer =
        Example.of("0.5.23")
            .answer(
                call(PYTHON, "POST", HERE + "/collections/" + KEPT + "/delete", "{\"where\":{}}"),
                200,
                "{\"deleted\":0}".getBytes(StandardCharsets.UTF_8));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(text(answer.body()))
        .startsWith(
            "{\"error\":\"InvalidArgumentError\",\"message\":\"You must provide either ids");
  }

  @Test
  void what_the_source_said_of_itself_is_said_again() throws IOException {
    assertThat(answer("0.5.23", call("", "GET", "/api/v1/version", ""), 200, "\"1.0.0\"").asText())
        .isEqualTo("0.5.23");
    assertThat(
            answer(
                    "0.5.23",
                    call("", "GET", "/api/v1/pre-flight-checks", ""),
                    200,
                    "{\"max_batch_size\":5461}")
                .toString())
        .isEqualTo("{\"max_batch_size\":41666}");
    assertThat(
            answer("0.6.3", call(CURRENT, "GET", "/api/v2/version", ""), 200, "\"1.0.0\"").asText())
        .isEqualTo("1.0.0");
  }

  @Test
  void large_bodies_are_streamed() {
    Translation translation = Example.of("0.5.23");
    String records = HERE + "/collections/" + KEPT;

    for (String verb : new String[] {"/add", "/upsert", "/update"}) {
      assertThat(translation.treatment(call(PYTHON, "POST", records + verb, "")).request())
          .isEqualTo(BodyTreatment.STREAMED);
    }
    assertThat(translation.treatment(call(PYTHON, "POST", records + "/get", "")))
        .isEqualTo(new Treatment(BodyTreatment.HELD, BodyTreatment.END_REWRITTEN));
    assertThat(translation.treatment(call(CURRENT, "POST", records + "/get", "")))
        .isEqualTo(new Treatment(BodyTreatment.STREAMED, BodyTreatment.STREAMED));
    assertThat(translation.treatment(call("", "GET", "/metrics", "")))
        .isEqualTo(new Treatment(BodyTreatment.STREAMED, BodyTreatment.STREAMED));
  }

  private static String sent(String version, ClientCall call) {
    return text(Example.of(version).request(call).body());
  }

  private static String end(Translation translation, ClientCall call, String end) {
    return text(translation.answerEnd(call, end.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode collection(String version, String agent, String path) throws IOException {
    return answer(
        version, call(agent, "GET", path, ""), 200, COLLECTION.formatted(KEPT_THERE, "kept"));
  }

  private static JsonNode answer(String version, ClientCall call, int status, String body)
      throws IOException {
    Answer answer = Example.of(version).answer(call, status, body.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.status()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }
}
