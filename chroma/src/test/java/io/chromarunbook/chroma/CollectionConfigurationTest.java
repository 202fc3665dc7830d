package io.chromarunbook.chroma;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CollectionConfigurationTest {

  private static final ObjectMapper FILES =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .build();

  /** As 1.5.9 gives it for a collection about which nobody chose anything, with two fields met. */
  private static final String USUAL =
      """
      {"defaults": {
         "string": {"fts_index": {"enabled": false, "config": {}},
                    "string_inverted_index": {"enabled": true, "config": {}}},
         "float_list": {"vector_index": {"enabled": false, "config": {"space": "cosine",
             "hnsw": {"ef_construction": 100, "batch_size": 50}}}},
         "sparse_vector": {"sparse_vector_index": {"enabled": false,
             "config": {"embedding_function": {"type": "unknown"}, "bm25": false}}},
         "int": {"int_inverted_index": {"enabled": true, "config": {}}},
         "float": {"float_inverted_index": {"enabled": true, "config": {}}},
         "bool": {"bool_inverted_index": {"enabled": true, "config": {}}}},
       "keys": {
         "#document": {"string": {"fts_index": {"enabled": true, "config": {}},
                                  "string_inverted_index": {"enabled": false, "config": {}}}},
         "#embedding": {"float_list": {"vector_index": {"enabled": true, "config": {
             "space": "cosine", "source_key": "#document",
             "embedding_function": {"type": "known", "name": "house", "config": {}},
             "hnsw": {"ef_construction": 100, "batch_size": 50}}}}},
         "topic": {"string": {"fts_index": {"enabled": false, "config": {}},
                              "string_inverted_index": {"enabled": true, "config": {}}}},
         "year": {"int": {"int_inverted_index": {"enabled": true, "config": {}}}}}}
      """;

  @Test
  void a_schema_that_says_only_what_a_server_does_by_itself_holds_no_choice() throws IOException {
    assertThat(SchemaChoices.of(schema(USUAL))).isEmpty();
  }

  @Test
  void an_index_switched_off_is_a_choice_and_so_is_one_that_is_off_for_all_fields()
      throws IOException {
    String off =
        USUAL.replace(
            "\"int_inverted_index\": {\"enabled\": true, \"config\": {}}}}}}",
            "\"int_inverted_index\": {\"enabled\": false, \"config\": {}}}}}}");
    assertThat(SchemaChoices.of(schema(off)))
        .isEqualTo(Map.of("keys.year.int.int_inverted_index.enabled", false));

    String floats =
        USUAL.replace(
            "\"float_inverted_index\": {\"enabled\": true",
            "\"float_inverted_index\": {\"enabled\": false");
    assertThat(SchemaChoices.of(schema(floats)))
        .isEqualTo(Map.of("defaults.float.float_inverted_index.enabled", false));
  }

  @Test
  void a_field_that_is_indexed_like_all_others_is_no_choice_whatever_all_others_are()
      throws IOException {
    String none =
        USUAL.replace(
            "string_inverted_index\": {\"enabled\": true",
            "string_inverted_index\": {\"enabled\": false");

    assertThat(SchemaChoices.of(schema(none)))
        .isEqualTo(Map.of("defaults.string.string_inverted_index.enabled", false));
  }

  @Test
  void another_function_another_configuration_of_it_and_none_at_all_are_told_apart() {
    CollectionConfiguration house = function("house", Map.of("dim", 3, "secret", "never shown"));

    assertThat(house.lostIn(function("house", Map.of("secret", "never shown", "dim", 3L))))
        .isEmpty();
    assertThat(house.lostIn(function("house", Map.of("dim", 4))))
        .containsExactly(
            "embedding function 'house', but the target has another configuration of it");
    assertThat(house.lostIn(function("other", Map.of())))
        .containsExactly("embedding function 'house', but the target has 'other'");
    assertThat(house.lostIn(CollectionConfiguration.NONE))
        .containsExactly("embedding function 'house', but the target has none");
    assertThat(CollectionConfiguration.NONE.lostIn(house)).isEmpty();
  }

  @Test
  void a_choice_that_the_other_has_not_is_lost() throws IOException {
    String off =
        USUAL.replace(
            "\"bool_inverted_index\": {\"enabled\": true",
            "\"bool_inverted_index\": {\"enabled\": false");
    CollectionConfiguration chosen =
        new CollectionConfiguration(Optional.empty(), Optional.of(schema(off)));

    assertThat(chosen.lostIn(chosen)).isEmpty();
    assertThat(chosen.lostIn(CollectionConfiguration.NONE))
        .containsExactly(
            "schema defaults.bool.bool_inverted_index.enabled = false, which the target has not");
  }

  @Test
  void it_is_the_same_after_it_was_in_a_file() throws IOException {
    CollectionConfiguration written =
        new CollectionConfiguration(
            function("house", Map.of("dim", 3L, "scale", 1.5, "names", List.of("a", 7L)))
                .embeddingFunction(),
            Optional.of(schema(USUAL)));

    assertThat(FILES.readValue(FILES.writeValueAsBytes(written), CollectionConfiguration.class))
        .isEqualTo(written);
    assertThat(FILES.readValue("{}", CollectionConfiguration.class))
        .isEqualTo(CollectionConfiguration.NONE);
  }

  @Test
  void how_an_index_is_kept_up_is_compared_only_where_the_other_shows_it() {
    IndexSettings given =
        new IndexSettings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(50),
            Optional.of(500),
            Optional.of(1.5),
            Optional.of(3));

    assertThat(given.otherwiseIn(given)).isEmpty();
    assertThat(given.otherwiseIn(IndexSettings.DEFAULTS)).isEmpty();
    assertThat(
            given.otherwiseIn(
                new IndexSettings(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(100),
                    Optional.of(1_000),
                    Optional.of(1.2),
                    Optional.of(2))))
        .containsExactly(
            "batch_size 50, but the target has 100",
            "sync_threshold 500, but the target has 1000",
            "resize_factor 1.5, but the target has 1.2",
            "num_threads 3, but the target has 2");
  }

  private static CollectionConfiguration function(String name, Map<String, Object> config) {
    return new CollectionConfiguration(
        Optional.of(Map.of("type", "known", "name", name, "config", config)), Optional.empty());
  }

  private static Map<String, Object> schema(String json) throws IOException {
    return SchemaChoices.object(FILES.readValue(json, Map.class));
  }
}
