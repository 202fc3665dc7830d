package io.chromarunbook.starter.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.workflows.plan.DescribedKey;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.PlanKeys;
import io.chromarunbook.workflows.plan.PlanReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A drafted plan has every key, with what it means and its default. */
class PlanDraftTest {

  private final String draft =
      PlanDraft.of(
          new FakeServer()
              .with(
                  "articles",
                  new ChromaRecord("a/1", "text", null, Map.of("page", 3L), new float[] {1, 2})),
          "http://source",
          "http://target");

  @Test
  void every_key_is_there_with_what_it_means() {
    String words = draft.replaceAll("\\n *# *", " ");
    assertThat(all(PlanKeys.all()))
        .allSatisfy(
            key -> {
              assertThat(draft).containsPattern("(?m)^ *(# *)?" + key.name() + ":");
              assertThat(words).contains(key.means());
            });
  }

  @Test
  void what_it_says_is_what_holds_where_nothing_is_said() {
    assertThat(Json.digest(PlanReader.read(draft)))
        .isEqualTo(
            Json.digest(
                PlanReader.read(
                    """
                    migration: chroma-to-1x
                    source: {url: "http://source"}
                    target: {url: "http://target"}
                    people:
                      operations-lead: [change-me]
                      dba: [change-me]
                      security: [change-me]
                      technician: [change-me]
                      on-call: [change-me]
                    """)));
  }

  @Test
  void it_fits_a_screen_of_eighty_columns() {
    assertThat(draft.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(81));
  }

  @Test
  void the_commands_it_proposes_can_be_commented_in() {
    String commented =
        draft
            .replace("  mode: manual", "  mode: commands")
            .replaceAll(
                "(?m)^  # (commands:|  (freeze|thaw|switch|revert|restart|verify): )", "  $1");

    assertThat(PlanReader.read(commented).traffic().commands()).hasSize(6);
  }

  private static Stream<DescribedKey> all(List<DescribedKey> keys) {
    return keys.stream().flatMap(key -> Stream.concat(Stream.of(key), all(key.below())));
  }
}
