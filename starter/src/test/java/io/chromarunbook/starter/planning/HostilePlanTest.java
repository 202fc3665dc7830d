package io.chromarunbook.starter.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanException;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.text.HostileTexts;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A drafted plan says what its source holds, and nothing that its source says. */
class HostilePlanTest {

  private static final String TEXTS = "io.chromarunbook.workflows.text.HostileTexts#all";
  private static final String WHOLE = "io.chromarunbook.workflows.text.HostileTexts#whole";

  @ParameterizedTest
  @MethodSource(TEXTS)
  void a_draft_does_what_it_does_for_a_harmless_source(String text) {
    String draft = draft(text);

    assertThat(draft.codePoints().filter(point -> point != '\n')).allMatch(HostileTexts::harmless);
    assertThat(draft.lines()).hasSameSizeAs(draft("harmless").lines().toList());
    assertThat(PlanReader.read(draft)).isEqualTo(PlanReader.read(draft("harmless")));
  }

  @ParameterizedTest
  @MethodSource(WHOLE)
  void commented_in_it_names_the_fields_as_they_are(String text) {
    String draft = draft(text);
    Plan plan;
    try {
      plan = PlanReader.read(CommentedIn.fields(draft));
    } catch (PlanException e) {
      // Names no target takes are refused, by their names.
      assertThat(e).hasMessageContaining("a target refuses the field name '" + text + "'");
      return;
    }

    if (text.length() < 1000) {
      assertThat(plan.transform().fields()).containsOnlyKeys(text, "page");
    } else {
      assertThat(plan.transform().fields()).containsOnlyKeys("page");
    }
    assertThat(plan.notifications()).isEmpty();
    assertThat(plan.acceptance()).isEmpty();
  }

  private static String draft(String text) {
    return PlanDraft.of(
        new FakeServer()
            .of(text)
            .with(
                text,
                new ChromaRecord(
                    text, text, text, Map.of(text, text, "page", 1L), new float[] {1, 2, 3})),
        "http://source",
        "http://target");
  }
}
