package io.chromarunbook.activities.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.transform.CollectionRules.Objection;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CollectionRulesTest {

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("#env", "prod", "rename: {\"#env\": env}"),
        Arguments.of("$schema", 1L, "rename: {\"$schema\": schema}"),
        Arguments.of("", "x", "rename: {\"\": renamed}"),
        Arguments.of("hnsw:ef", 64L, "drop: [\"hnsw:ef\"]"),
        Arguments.of("hnsw:construction_ef", "200", "set: {\"hnsw:construction_ef\": 200}"),
        Arguments.of("hnsw:search_ef", "many", "drop: [\"hnsw:search_ef\"]"),
        Arguments.of("hnsw:construction_ef", 1L << 31, "drop: [\"hnsw:construction_ef\"]"),
        Arguments.of("hnsw:M", 0L, "drop: [\"hnsw:M\"]"),
        Arguments.of("hnsw:M", 16.0, "set: {\"hnsw:M\": 16}"),
        Arguments.of("hnsw:batch_size", 1L, "drop: [\"hnsw:batch_size\"]"),
        Arguments.of("hnsw:num_threads", true, "drop: [\"hnsw:num_threads\"]"),
        Arguments.of("hnsw:resize_factor", "1.2", "drop: [\"hnsw:resize_factor\"]"),
        Arguments.of("tags", List.of("a"), "drop: [tags]"),
        Arguments.of("nested", Map.of("a", 1L), "drop: [nested]"),
        Arguments.of("big", BigInteger.TWO.pow(63), "set: {big: \"9223372036854775808\"}"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void what_the_target_refuses_is_named_with_the_rule_that_mends_it(
      String key, Object value, String rule) {
    assertThat(CollectionRules.objections(Map.of(key, value)))
        .singleElement()
        .satisfies(
            objection -> {
              assertThat(objection.reason()).contains("\"" + key + "\"");
              assertThat(objection.rule()).isEqualTo(rule);
            });
  }

  @Test
  void what_the_target_takes_is_no_matter() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("hnsw:space", "Cosine");
    metadata.put("hnsw:construction_ef", 200L);
    metadata.put("hnsw:search_ef", 0L);
    metadata.put("hnsw:M", 1L);
    metadata.put("hnsw:num_threads", 4L);
    metadata.put("hnsw:batch_size", 2L);
    metadata.put("hnsw:sync_threshold", 1000L);
    metadata.put("hnsw:resize_factor", 1.2);
    metadata.put("chroma:foo", "y");
    metadata.put("owner", "");
    metadata.put("float", 0.5);
    metadata.put("boolean", false);
    metadata.put("integer", Long.MAX_VALUE);

    assertThat(CollectionRules.objections(metadata)).isEqualTo(List.<Objection>of());
  }
}
