package io.chromarunbook.activities.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.transform.Outcome;
import io.chromarunbook.activities.transform.RecordTransform;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.workflows.plan.CollectionTransform;
import io.chromarunbook.workflows.plan.FieldRule;
import io.chromarunbook.workflows.plan.FieldType;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Misfit;
import io.chromarunbook.workflows.plan.Unlisted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The witness of the documents goes by the same rules as we do, though it shares no code. */
@Timeout(120)
class WitnessRulesTest {

  private static final List<Object> VALUES =
      List.of(
          1L,
          1.0,
          Math.nextUp(1.0),
          1.0 + 2 * Math.ulp(1.0),
          1.0 + 3 * Math.ulp(1.0),
          0L,
          0.0,
          -0.0,
          Double.MIN_VALUE,
          -Double.MIN_VALUE,
          -2 * Double.MIN_VALUE,
          2.5,
          57L,
          57.0,
          -7L,
          1e22,
          1e300,
          0x1p63,
          (1L << 53) + 1,
          1234567890123456800L,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          true,
          false,
          "",
          "1",
          "57",
          "057",
          "-0",
          "-0.0",
          "+1",
          " 1",
          "\u0661",
          "1.0",
          "1e3",
          "1e999",
          "0.1",
          "0.10000000000000000555",
          "9223372036854775808",
          "true",
          "True",
          "e\u0301",
          "\u00e9",
          List.of(1L, 2L),
          List.of(1.0, 2.0),
          List.of(Math.nextUp(1.0), 2.0),
          List.of(2L, 1L),
          List.of(1L),
          List.of("1"),
          List.of(true));

  private static final List<float[]> VECTORS =
      List.of(
          new float[] {1, 2},
          new float[] {1, Math.nextUp(2f)},
          new float[] {1, 2 + 4 * Math.ulp(2f)},
          new float[] {1, 2 + 5 * Math.ulp(2f)},
          new float[] {1, -2},
          new float[] {1},
          new float[] {0, 2},
          new float[] {-0f, 2},
          new float[] {Float.MIN_VALUE, 2},
          new float[] {-Float.MIN_VALUE, 2},
          new float[] {1, Float.MAX_VALUE},
          new float[] {1, Float.POSITIVE_INFINITY},
          new float[] {1, Float.NaN});

  /** Answers a case a line: 0, 1 or 2 for a comparison, the metadata or "refused" for a record. */
  private static final String WITNESS =
      """
      import array, json, sys
      sys.path.insert(0, sys.argv[1])
      import verify
      for line in open(sys.argv[2], encoding="utf-8"):
          case = json.loads(line)
          if "left" in case:
              print(verify.values(case["left"], case["right"]))
          elif "bits" in case:
              print(verify.embeddings(*(array.array("f", array.array("i", each).tobytes())
                                        for each in case["bits"]), case["space"]))
          else:
              made = verify.transformed(case["metadata"], case["schema"])
              unjudged = verify.UNSURE in made.values()
              refused = verify.REFUSED in made.values()
              print("unjudged" if unjudged else "refused" if refused else json.dumps(made))
      """;

  @TempDir private Path folder;
  private final List<String> cases = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();

  @Test
  void values_are_equal_near_or_different_for_both() throws Exception {
    for (Object left : VALUES) {
      for (Object right : VALUES) {
        ask(
            Map.of("left", left, "right", right),
            said(
                new RecordComparison(DistanceFunction.L2)
                    .compare(record(Map.of("v", left)), record(Map.of("v", right)))));
      }
    }
    assertThat(answers()).isEqualTo(expected);
  }

  @Test
  void vectors_are_equal_near_or_different_for_both() throws Exception {
    for (DistanceFunction distance : DistanceFunction.values()) {
      for (float[] left : VECTORS) {
        for (float[] right : VECTORS) {
          ask(
              Map.of("bits", List.of(bits(left), bits(right)), "space", distance.chromaName()),
              said(new RecordComparison(distance).compare(record(left), record(right))));
        }
      }
    }
    assertThat(answers()).isEqualTo(expected);
  }

  @Test
  void a_plan_makes_the_same_of_metadata_for_both() throws Exception {
    for (Object value : VALUES) {
      for (FieldType type : FieldType.values()) {
        Object otherwise =
            type == FieldType.STRING ? "other" : type == FieldType.BOOLEAN ? true : 3;
        for (Misfit misfit : Misfit.values()) {
          FieldRule rule = new FieldRule(type, false, "old", otherwise, List.of(), misfit, null);
          transform(value, new CollectionTransform(Map.of("new", rule), Unlisted.KEEP));
        }
        FieldRule one =
            new FieldRule(type, true, "old", null, List.of(otherwise), Misfit.REJECT, null);
        transform(value, new CollectionTransform(Map.of("new", one), Unlisted.DROP));
      }
      FieldRule dropped = new FieldRule(null, false, null, null, List.of(), null, true);
      transform(value, new CollectionTransform(Map.of("old", dropped), Unlisted.KEEP));
      transform(value, new CollectionTransform(Map.of("more", dropped), Unlisted.REJECT));
      FieldRule missing = new FieldRule(FieldType.STRING, true, null, null, List.of());
      transform(value, new CollectionTransform(Map.of("absent", missing), Unlisted.KEEP));
    }
    List<String> answers = answers();
    assertThat(answers).hasSameSizeAs(expected).contains("refused").contains("unjudged");
    for (int number = 0; number < answers.size(); number++) {
      if (!answers.get(number).equals("unjudged")) {
        assertThat(tree(answers.get(number)))
            .as(cases.get(number))
            .isEqualTo(tree(expected.get(number)));
      } else {
        assertThat(cases.get(number)).contains("\"type\":\"string\"").doesNotContain("\"old\":\"");
      }
    }
  }

  private void transform(Object value, CollectionTransform schema) {
    Map<String, Object> metadata = new HashMap<>(Map.of("old", value, "more", "kept"));
    Outcome outcome = new RecordTransform(schema).apply(record(metadata));
    ask(
        Map.of("metadata", metadata, "schema", schema),
        outcome instanceof Outcome.Migratable migratable
            ? Json.canonical(migratable.record().metadata())
            : "refused");
  }

  private void ask(Object question, String answer) {
    cases.add(Json.canonical(question));
    expected.add(answer);
  }

  private List<String> answers() throws Exception {
    Path asked = folder.resolve("cases");
    Path said = folder.resolve("said");
    Files.write(asked, cases);
    Process python =
        new ProcessBuilder(
                "python3",
                "-IB",
                "-c",
                WITNESS,
                Path.of("..", "docs").toAbsolutePath().toString(),
                asked.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    int ended = python.waitFor();
    assertThat(ended).as(Files.readString(said)).isZero();
    return Files.readAllLines(said);
  }

  /** Numbers by their text, because 1 and 1.0 are not the same here. */
  private static Object tree(String text) throws Exception {
    return text.equals("refused") ? text : Json.MAPPER.readTree(text);
  }

  private static String said(Comparison comparison) {
    return comparison instanceof Comparison.Equal
        ? "0"
        : comparison instanceof Comparison.EqualByTolerance ? "1" : "2";
  }

  private static List<Integer> bits(float[] vector) {
    List<Integer> bits = new ArrayList<>();
    for (float each : vector) {
      bits.add(Float.floatToRawIntBits(each));
    }
    return bits;
  }

  private static ChromaRecord record(Map<String, Object> metadata) {
    return new ChromaRecord("id", null, null, metadata, null);
  }

  private static ChromaRecord record(float[] vector) {
    return new ChromaRecord("id", null, null, Map.of(), vector);
  }
}
