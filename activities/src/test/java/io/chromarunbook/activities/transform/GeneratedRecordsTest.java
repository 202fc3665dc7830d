package io.chromarunbook.activities.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.chromarunbook.activities.comparison.Comparison;
import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.activities.snapshot.RecordJson;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.workflows.plan.CollectionTransform;
import io.chromarunbook.workflows.plan.FieldRule;
import io.chromarunbook.workflows.plan.FieldType;
import io.chromarunbook.workflows.plan.Misfit;
import io.chromarunbook.workflows.plan.Unlisted;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand generated sets of records, each by a schema of its own: every record comes through
 * snapshot and transform equal to what the schema says, or is refused with a named reason. One that
 * does not is made smaller before it is shown.
 */
class GeneratedRecordsTest {

  private static final int SETS = 10_000;
  private static final int MOST_RECORDS = 4;
  private static final int DIMENSION = 3;
  private static final List<String> KEYS =
      List.of("", "#tag", "$where", "chroma:document", "n", "lang", "idx", "é", "a b", "x.y", "🙂");
  static final List<Object> VALUES =
      Arrays.asList(
          "",
          "0",
          "57",
          "057",
          "1.0",
          "true",
          "TRUE",
          "en",
          "fr",
          "null",
          "\u0000",
          "\u202e",
          "e\u0301",
          "line\nbreak",
          "\\",
          0L,
          1L,
          -1L,
          57L,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          (1L << 53) + 1,
          BigInteger.ONE.shiftLeft(63),
          BigInteger.ONE.shiftLeft(200),
          0.0,
          -0.0,
          1.0,
          2.5,
          0.1,
          Double.MIN_VALUE,
          Double.MAX_VALUE,
          1e300,
          true,
          false,
          null,
          List.of(),
          List.of("a", "b"),
          List.of(1L, 2L),
          List.of(1L, 2.5),
          List.of(true),
          Arrays.asList("a", null),
          List.of(List.of("a")),
          Map.of("a", 1L));

  /** One record and the schema it goes by. */
  private record Sample(ChromaRecord record, CollectionTransform schema) {}

  @Test
  void every_record_of_ten_thousand_sets_comes_through_equal_or_is_refused_with_a_reason() {
    Map<String, Integer> ends = new TreeMap<>();
    for (int seed = 0; seed < SETS; seed++) {
      Random random = new Random(seed);
      CollectionTransform schema = schema(random);
      int records = 1 + random.nextInt(MOST_RECORDS);
      for (int number = 0; number < records; number++) {
        Sample sample = new Sample(record(random), schema);
        Optional<String> flaw = flaw(sample, ends);
        if (flaw.isPresent()) {
          Sample smallest = shrunk(sample, each -> flaw(each, new TreeMap<>()).isPresent());
          fail(
              "seed %d: %s%nsmallest: %s%nby %s",
              seed,
              flaw(smallest, new TreeMap<>()).orElseThrow(),
              smallest.record(),
              smallest.schema());
        }
      }
    }
    assertThat(ends).containsKeys("migrated", "key", "cast", "required", "integer", "unlisted");
    assertThat(ends.get("migrated")).isGreaterThan(SETS / 10);
  }

  @Test
  void a_failing_sample_is_shrunk_to_what_matters() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    for (int number = 0; number < 20; number++) {
      metadata.put("k" + number, "v");
    }
    metadata.put("bad", 13L);
    Sample sample =
        new Sample(
            new ChromaRecord("id", "document", "uri", metadata, new float[] {1, 2, 3}),
            new CollectionTransform(Map.of(), Unlisted.KEEP));

    Sample smallest = shrunk(sample, each -> each.record().metadata().containsKey("bad"));

    assertThat(smallest.record().metadata()).isEqualTo(Map.of("bad", 13L));
    assertThat(smallest.record().document()).isNull();
  }

  /** What is wrong with how a sample ended; nothing where it ended well. */
  private static Optional<String> flaw(Sample sample, Map<String, Integer> ends) {
    ChromaRecord stored = throughSnapshot(sample.record());
    if (!same(sample.record(), stored)) {
      return Optional.of("the snapshot changed it into " + stored);
    }
    Outcome outcome = new RecordRoute(sample.schema(), Optional.of(DIMENSION)).apply(stored);
    if (outcome instanceof Outcome.Unmigratable stays) {
      ends.merge(stays.cause().replaceAll(":.*", "").strip(), 1, Integer::sum);
      boolean named = !stays.cause().isBlank() && stays.reason().endsWith(".");
      return named && same(stays.original(), stored)
          ? Optional.empty()
          : Optional.of("it is refused without a reason: " + stays);
    }
    ends.merge("migrated", 1, Integer::sum);
    ChromaRecord migrated = ((Outcome.Migratable) outcome).record();
    Map<String, Object> expected = expected(sample.schema(), stored.metadata());
    if (!expected.equals(migrated.metadata())) {
      return Optional.of(
          "its metadata are %s instead of %s".formatted(migrated.metadata(), expected));
    }
    Comparison comparison =
        new RecordComparison(DistanceFunction.L2).compare(migrated, throughSnapshot(migrated));
    return comparison instanceof Comparison.Different
        ? Optional.of("it is not equal to itself read back: " + comparison)
        : Optional.empty();
  }

  /**
   * What the schema says of metadata that pass, found another way: each listed field by itself, by
   * the text of its value.
   */
  private static Map<String, Object> expected(
      CollectionTransform schema, Map<String, Object> metadata) {
    Map<String, Object> expected = new LinkedHashMap<>();
    if (schema.unlisted() == Unlisted.KEEP) {
      metadata.forEach(
          (key, value) -> {
            boolean listed =
                schema.fields().entrySet().stream()
                    .anyMatch(
                        field ->
                            key.equals(
                                field.getValue().from() == null
                                    ? field.getKey()
                                    : field.getValue().from()));
            if (!listed && value != null) {
              expected.put(key, value);
            }
          });
    }
    schema
        .fields()
        .forEach(
            (name, rule) -> {
              Object found = metadata.get(rule.from() == null ? name : rule.from());
              Object value = found == null ? rule.defaultValue() : found;
              if (rule.dropped() || value == null) {
                return;
              }
              Object typed = typed(value, rule.type());
              boolean allowed =
                  typed != null
                      && (rule.oneOf().isEmpty()
                          || rule.oneOf().stream()
                              .anyMatch(each -> typed.equals(typed(each, rule.type()))));
              if (allowed) {
                expected.put(name, typed);
              } else if (rule.misfit() == Misfit.KEEP) {
                expected.put(name, value);
              } else if (rule.misfit() == Misfit.DEFAULT) {
                expected.put(name, typed(rule.defaultValue(), rule.type()));
              }
            });
    return expected;
  }

  private static Object typed(Object value, FieldType type) {
    return LosslessCast.cast(value, type).orElse(null);
  }

  private static boolean same(ChromaRecord one, ChromaRecord other) {
    return one.id().equals(other.id())
        && Objects.equals(one.document(), other.document())
        && Objects.equals(one.uri(), other.uri())
        && withoutNulls(one.metadata()).equals(withoutNulls(other.metadata()))
        && Arrays.equals(one.embedding(), other.embedding());
  }

  private static Map<String, Object> withoutNulls(Map<String, Object> metadata) {
    Map<String, Object> present = new LinkedHashMap<>(metadata);
    present.values().removeIf(Objects::isNull);
    return present;
  }

  private static ChromaRecord throughSnapshot(ChromaRecord record) {
    StringWriter line = new StringWriter();
    try {
      try (JsonGenerator out = RecordJson.LINES.createGenerator(line)) {
        RecordJson.write(out, record);
      }
      try (JsonParser in = RecordJson.LINES.createParser(line.toString())) {
        in.nextToken();
        return RecordJson.read(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes away what a failing sample does not need, one thing at a time, until nothing can go. */
  private static Sample shrunk(Sample sample, Function<Sample, Boolean> fails) {
    Sample smallest = sample;
    for (boolean smaller = true; smaller; ) {
      smaller = false;
      for (Sample candidate : smaller(smallest)) {
        if (fails.apply(candidate)) {
          smallest = candidate;
          smaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  private static List<Sample> smaller(Sample sample) {
    List<Sample> smaller = new ArrayList<>();
    ChromaRecord record = sample.record();
    for (String key : record.metadata().keySet()) {
      Map<String, Object> fewer = new LinkedHashMap<>(record.metadata());
      fewer.remove(key);
      smaller.add(
          new Sample(
              new ChromaRecord(
                  record.id(), record.document(), record.uri(), fewer, record.embedding()),
              sample.schema()));
    }
    for (String name : sample.schema().fields().keySet()) {
      Map<String, FieldRule> fewer = new LinkedHashMap<>(sample.schema().fields());
      fewer.remove(name);
      smaller.add(new Sample(record, new CollectionTransform(fewer, sample.schema().unlisted())));
    }
    if (record.document() != null || record.uri() != null) {
      smaller.add(
          new Sample(
              new ChromaRecord(record.id(), null, null, record.metadata(), record.embedding()),
              sample.schema()));
    }
    return smaller;
  }

  static CollectionTransform schema(Random random) {
    Map<String, FieldRule> fields = new LinkedHashMap<>();
    int wanted = random.nextInt(4);
    for (int number = 0; number < wanted; number++) {
      String name = List.of("n", "lang", "number", "é").get(random.nextInt(4));
      rule(random).ifPresent(rule -> fields.put(name, rule));
    }
    Unlisted unlisted =
        random.nextInt(8) == 0
            ? Unlisted.REJECT
            : random.nextInt(3) == 0 ? Unlisted.DROP : Unlisted.KEEP;
    return new CollectionTransform(fields, unlisted);
  }

  /** A rule; nothing where chance made one that contradicts itself. */
  private static Optional<FieldRule> rule(Random random) {
    if (random.nextInt(10) == 0) {
      return Optional.of(new FieldRule(null, false, null, null, null, null, true));
    }
    FieldType type = List.of(FieldType.values()).get(random.nextInt(4));
    try {
      return Optional.of(
          new FieldRule(
              type,
              random.nextInt(4) == 0,
              random.nextInt(3) == 0 ? "idx" : null,
              random.nextInt(3) == 0 ? List.of("57", 57, 2.5, true).get(random.nextInt(4)) : null,
              random.nextInt(4) == 0 ? List.of(1, 57) : null,
              random.nextBoolean() ? null : List.of(Misfit.values()).get(random.nextInt(4)),
              null));
    } catch (IllegalArgumentException contradiction) {
      return Optional.empty();
    }
  }

  static ChromaRecord record(Random random) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    int fields = random.nextInt(4);
    for (int number = 0; number < fields; number++) {
      // Half of them plain, so that enough of the records pass.
      String key =
          random.nextBoolean()
              ? List.of("n", "lang", "idx").get(random.nextInt(3))
              : KEYS.get(random.nextInt(KEYS.size()));
      metadata.put(key, VALUES.get(random.nextInt(VALUES.size())));
    }
    float[] embedding = new float[random.nextInt(20) == 0 ? DIMENSION + 1 : DIMENSION];
    for (int index = 0; index < embedding.length; index++) {
      embedding[index] = Float.intBitsToFloat(random.nextInt());
      if (Float.isNaN(embedding[index])) {
        embedding[index] = 0f;
      }
    }
    return new ChromaRecord(
        random.nextInt(30) == 0 ? "" : "id-" + random.nextInt(),
        random.nextInt(5) == 0 ? null : "text " + VALUES.get(random.nextInt(15)),
        random.nextBoolean() ? null : "file:" + random.nextInt(),
        metadata,
        random.nextInt(30) == 0 ? null : embedding);
  }
}
