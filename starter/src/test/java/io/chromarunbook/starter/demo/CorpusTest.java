package io.chromarunbook.starter.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CorpusTest {
  /** Every field of a source record and its type; {@code lang} is the one that may be absent. */
  private static final Map<String, Class<?>> FIELDS =
      Map.ofEntries(
          Map.entry("package", String.class),
          Map.entry("version", String.class),
          Map.entry("file", String.class),
          Map.entry("title", String.class),
          Map.entry("section", String.class),
          Map.entry("idx", Long.class),
          Map.entry("chunks_in_file", Long.class),
          Map.entry("chars", Long.class),
          Map.entry("words", String.class),
          Map.entry("lang", String.class),
          Map.entry("has_code", Boolean.class),
          Map.entry("code_share", Double.class));

  private final Corpus corpus = Corpus.load();

  @Test
  void has_six_collections_of_unequal_size_with_all_three_distance_functions() {
    assertThat(corpus.collections())
        .extracting(CorpusCollection::name, CorpusCollection::distance, CorpusCollection::count)
        .containsExactly(
            tuple("tutorial", "l2", 132),
            tuple("sql_language", "cosine", 2_600),
            tuple("server_administration", "l2", 2_100),
            tuple("client_interfaces", "ip", 1_200),
            tuple("server_programming", "l2", 1_500),
            tuple("reference", "l2", 2_300));
    assertThat(corpus.count()).isEqualTo(9_832);
    assertThat(corpus.dimension()).isEqualTo(384);
  }

  @Test
  void has_as_many_records_as_it_says_and_no_id_twice() {
    Set<String> ids = new HashSet<>();
    for (CorpusCollection collection : corpus.collections()) {
      try (Stream<CorpusRecord> records = collection.records()) {
        List<String> read = records.map(CorpusRecord::id).toList();
        assertThat(read).hasSize(collection.count());
        assertThat(read).allMatch(id -> id.startsWith(collection.name() + "/"));
        ids.addAll(read);
      }
    }
    assertThat(ids).hasSize(9_832);
  }

  @Test
  void gives_every_record_the_fields_and_types_that_the_demo_plan_starts_from() {
    everyRecord(
        record -> {
          Set<String> expected = new HashSet<>(FIELDS.keySet());
          if (!record.metadata().containsKey("lang")) {
            expected.remove("lang");
          }
          assertThat(record.metadata().keySet()).as(record.id()).isEqualTo(expected);
          record
              .metadata()
              .forEach((key, value) -> assertThat(value).as(key).isInstanceOf(FIELDS.get(key)));
          assertThat((String) record.metadata().get("words")).matches("[1-9][0-9]*");
        });
  }

  @Test
  void leaves_the_language_out_of_some_records_of_every_collection() {
    for (CorpusCollection collection : corpus.collections()) {
      try (Stream<CorpusRecord> records = collection.records()) {
        long without = records.filter(one -> !one.metadata().containsKey("lang")).count();
        assertThat(without).as(collection.name()).isBetween(1L, collection.count() / 2L);
      }
    }
  }

  @Test
  void has_documents_that_the_model_reads_to_their_end() {
    everyRecord(record -> assertThat(record.document().length()).isBetween(60, 440));
  }

  @Test
  void has_embeddings_that_are_close_to_length_one() {
    everyRecord(
        record -> {
          double square = 0;
          for (float component : record.embedding()) {
            square += (double) component * component;
          }
          assertThat(record.embedding()).hasSize(384);
          assertThat(Math.sqrt(square)).as(record.id()).isCloseTo(1, within(0.01));
        });
  }

  @Test
  void finds_the_paragraph_that_is_about_the_same_thing() {
    CorpusCollection reference = corpus.collections().get(5);
    try (Stream<CorpusRecord> records = reference.records()) {
      List<CorpusRecord> all = records.toList();
      CorpusRecord asked =
          all.stream()
              .filter(one -> one.document().contains("VACUUM FULL"))
              .findFirst()
              .orElseThrow();
      CorpusRecord nearest =
          all.stream()
              .filter(one -> !one.equals(asked))
              .max((a, b) -> Double.compare(dot(a, asked), dot(b, asked)))
              .orElseThrow();
      assertThat(nearest.document()).containsIgnoringCase("vacuum");
    }
  }

  @Test
  void reads_the_same_records_again() {
    CorpusCollection tutorial = corpus.collections().get(0);
    try (Stream<CorpusRecord> once = tutorial.records();
        Stream<CorpusRecord> again = tutorial.records()) {
      assertThat(once.toList()).isEqualTo(again.toList());
    }
  }

  @Test
  void takes_a_proportional_part_of_each_collection() {
    Corpus part = corpus.sized(1_000);

    assertThat(part.count()).isEqualTo(1_000);
    assertThat(part.collections())
        .extracting(CorpusCollection::count)
        .containsExactly(14, 264, 213, 122, 153, 234);
  }

  @Test
  void takes_the_first_records_of_each_collection() {
    CorpusCollection whole = corpus.collections().get(1);
    CorpusCollection part = corpus.sized(60).collections().get(1);
    try (Stream<CorpusRecord> all = whole.records();
        Stream<CorpusRecord> some = part.records()) {
      assertThat(some.toList()).isEqualTo(all.limit(part.count()).toList());
    }
  }

  @Test
  void repeats_the_book_with_other_ids_and_vectors_nearby_where_more_is_wanted() {
    Corpus large = corpus.tiled(25_000, 17);

    assertThat(large.count()).isEqualTo(25_000);
    CorpusCollection whole = corpus.collections().get(0);
    try (Stream<CorpusRecord> book = whole.records();
        Stream<CorpusRecord> tiles = large.collections().get(0).records();
        Stream<CorpusRecord> again = corpus.tiled(25_000, 17).collections().get(0).records()) {
      List<CorpusRecord> all = tiles.toList();
      assertThat(all).hasSize(large.collections().get(0).count()).isEqualTo(again.toList());
      assertThat(all).extracting(CorpusRecord::id).doesNotHaveDuplicates();
      List<CorpusRecord> original = book.toList();
      assertThat(all.subList(0, original.size())).isEqualTo(original);
      CorpusRecord moved = all.get(original.size());
      assertThat(moved.document()).isEqualTo(original.get(0).document());
      assertThat(dot(moved, original.get(0))).isBetween(0.9, 0.999);
      assertThat(dot(moved, moved)).isCloseTo(dot(original.get(0), original.get(0)), within(1e-5));
    }
  }

  @Test
  void refuses_a_size_that_it_does_not_have() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> corpus.sized(9_833))
        .withMessage("The corpus can have 6 to 9,832 records, not 9,833.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> corpus.sized(5))
        .withMessage("The corpus can have 6 to 9,832 records, not 5.");
  }

  @Test
  void refuses_a_damaged_file_by_name() {
    CorpusFiles damaged =
        name ->
            name.equals("reference.vectors.gz")
                ? new ByteArrayInputStream(new byte[] {1, 2, 3})
                : resource(name);

    assertThatIllegalStateException()
        .isThrownBy(() -> Corpus.load(damaged))
        .withMessageStartingWith(
            "The corpus file reference.vectors.gz is damaged: its SHA-256 is ");
  }

  @Test
  void refuses_a_missing_file_by_name() {
    CorpusFiles incomplete = name -> name.equals("tutorial.jsonl.gz") ? null : resource(name);

    assertThatIllegalStateException()
        .isThrownBy(() -> Corpus.load(incomplete))
        .withMessage("The corpus file tutorial.jsonl.gz is missing.");
  }

  private static InputStream resource(String name) {
    return Corpus.class.getResourceAsStream("/corpus/" + name);
  }

  private void everyRecord(Consumer<CorpusRecord> check) {
    for (CorpusCollection collection : corpus.collections()) {
      try (Stream<CorpusRecord> records = collection.records()) {
        records.forEach(check);
      }
    }
  }

  private static double dot(CorpusRecord one, CorpusRecord other) {
    double sum = 0;
    for (int i = 0; i < one.embedding().length; i++) {
      sum += (double) one.embedding()[i] * other.embedding()[i];
    }
    return sum;
  }
}
