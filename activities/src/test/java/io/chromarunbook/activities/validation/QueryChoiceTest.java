package io.chromarunbook.activities.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.ChromaRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is searched for is drawn from everywhere, and kept small. */
class QueryChoiceTest {

  @Test
  void each_stratum_gives_one_record_and_a_repeat_gives_the_same() {
    List<String> chosen = chosen(1_000, 10);

    assertThat(chosen).hasSize(10).isEqualTo(chosen(1_000, 10));
    for (int stratum = 0; stratum < 10; stratum++) {
      assertThat(Integer.parseInt(chosen.get(stratum)) / 100).isEqualTo(stratum);
    }
  }

  @Test
  void of_a_huge_record_only_what_a_question_needs_is_kept() {
    QueryChoice choice = new QueryChoice(1, 5, 7);
    choice.look(
        new ChromaRecord(
            "huge",
            "x".repeat(1 << 20),
            null,
            Map.of("text", "y".repeat(1 << 20), "lang", "en", "page", 7L, "tags", List.of("a")),
            new float[] {1, 2}));

    ChromaRecord kept = choice.records().get(0);
    assertThat(kept.document()).hasSize(10_000);
    assertThat(kept.metadata()).isEqualTo(Map.of("lang", "en", "page", 7L));
    assertThat(kept.embedding()).containsExactly(1, 2);
  }

  private static List<String> chosen(int records, int queries) {
    QueryChoice choice = new QueryChoice(records, queries, 7);
    for (int id = 0; id < records; id++) {
      choice.look(new ChromaRecord("" + id, null, null, Map.of(), new float[] {id, 1}));
    }
    return choice.records().stream().map(ChromaRecord::id).toList();
  }
}
