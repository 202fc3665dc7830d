package io.chromarunbook.activities.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.workflows.plan.CollectionTransform;
import io.chromarunbook.workflows.plan.PlanReader;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule a refusal names does mend what was refused. */
class MendingRuleTest {

  /** What is refused, by which fields and treatment of unlisted ones. */
  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("key:", "", "keep", Map.of("", "v")),
        Arguments.of("key:#tag", "", "keep", Map.of("#tag", 5L)),
        Arguments.of("key:$where", "", "keep", Map.of("$where", true)),
        Arguments.of("key:#list", "", "keep", Map.of("#list", List.of("a", "b"))),
        Arguments.of("key:#: {", "", "keep", Map.of("#: {", "v")),
        Arguments.of("key:chroma:foo", "", "keep", Map.of("chroma:foo", 1.5)),
        Arguments.of("integer:big", "", "keep", Map.of("big", BigInteger.ONE.shiftLeft(63))),
        Arguments.of("number:nan", "", "keep", Map.of("nan", Double.NaN)),
        Arguments.of("empty-list:tags", "", "keep", Map.of("tags", List.of())),
        Arguments.of("mixed-list:tags", "", "keep", Map.of("tags", Arrays.asList("a", 1L))),
        Arguments.of("nested:deep", "", "keep", Map.of("deep", Map.of("a", 1L))),
        Arguments.of("cast:n", "n: {type: integer}", "keep", Map.of("n", "5x")),
        Arguments.of("cast:n", "n: {type: integer, required: true}", "keep", Map.of("n", "5x")),
        Arguments.of(
            "cast:n", "n: {type: integer, required: true, default: 3}", "keep", Map.of("n", 2.5)),
        Arguments.of(
            "cast:n", "n: {type: boolean, from: idx, required: true}", "keep", Map.of("idx", 2L)),
        Arguments.of("one-of:l", "l: {type: string, oneOf: [en]}", "keep", Map.of("l", "no")),
        Arguments.of("one-of:l", "l: {type: float, oneOf: [1, 2]}", "keep", Map.of("l", 2.5)),
        Arguments.of("required:l", "l: {type: string, required: true}", "keep", Map.of()),
        Arguments.of(
            "required:l", "l: {type: integer, required: true, oneOf: [7]}", "keep", Map.of()),
        Arguments.of("unlisted:x y", "l: {type: string}", "reject", Map.of("x y", 1L)),
        Arguments.of(
            "clash:n", "n: {type: integer, from: idx}", "keep", Map.of("idx", 1L, "n", 2L)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void the_line_it_names_lets_the_record_pass(
      String cause, String fields, String unlisted, Map<String, Object> metadata) {
    ChromaRecord record = new ChromaRecord("a", "d", null, metadata, new float[] {1f});
    Outcome before = route(fields, unlisted).apply(record);
    assertThat(before).isInstanceOf(Outcome.Unmigratable.class);
    Outcome.Unmigratable refusal = (Outcome.Unmigratable) before;
    assertThat(refusal.cause()).isEqualTo(cause);
    String name = refusal.rule().substring(0, refusal.rule().indexOf(": {")).replace("\"", "");

    String mended = fields.startsWith(name + ":") || fields.isEmpty() ? "" : fields + ", ";
    Outcome after = route(mended + refusal.rule(), unlisted).apply(record);

    assertThat(after).as(refusal.rule()).isInstanceOf(Outcome.Migratable.class);
  }

  @Test
  void what_no_rule_can_mend_names_none() {
    ChromaRecord withoutVector = new ChromaRecord("a", "d", null, Map.of(), null);

    assertThat(route("", "keep").apply(withoutVector))
        .isInstanceOfSatisfying(
            Outcome.Unmigratable.class, refusal -> assertThat(refusal.rule()).isEmpty());
  }

  private static RecordRoute route(String fields, String unlisted) {
    CollectionTransform schema =
        PlanReader.read(
                """
                migration: kb
                source: {url: "http://source:8000"}
                target: {url: "http://target:8000"}
                people: {operations-lead: [ann], dba: [bo], security: [cy]}
                transform: {unlisted: UNLISTED, fields: {FIELDS}}
                """
                    .replace("UNLISTED", unlisted)
                    .replace("FIELDS", fields))
            .transform()
            .of("any");
    return new RecordRoute(schema, Optional.of(1));
  }
}
