package io.chromarunbook.activities.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LessonsTest {

  private static final QuarantineLines NONE = new QuarantineLines(0, null, List.of());

  @Test
  void what_waited_for_people_and_what_was_held_is_a_lesson() {
    assertThat(Lessons.of(SampleStatus.completed(), List.of(), NONE))
        .containsExactly(
            "Step 1.7 approvals waited 1 h 6 min for people of 10 min planned: tell them earlier"
                + " when they are needed.",
            "Step 5 review was held (A criterion does not hold: counts-match); repair by bo was the"
                + " answer. Look for its cause before the next run.");
  }

  @Test
  void a_freeze_that_nearly_took_its_budget_is_a_lesson() {
    assertThat(Lessons.of(SampleStatus.rolledBack(), List.of(), NONE))
        .anyMatch(lesson -> lesson.startsWith("The freeze took 125 % of its budget"));
  }

  @Test
  void the_rate_of_the_target_and_the_commonest_reason_in_quarantine_are_lessons() {
    List<ImportLine> imports =
        List.of(new ImportLine("a", 1, 2, 600, 1.5), new ImportLine("b", 1, 1, 400, 0.5));
    QuarantineLines quarantine =
        new QuarantineLines(
            30,
            "quarantine.jsonl",
            List.of(
                new QuarantineLines.Line("a", "1", "no embedding"),
                new QuarantineLines.Line("a", "2", "no language."),
                new QuarantineLines.Line("a", "3", "no embedding")));

    assertThat(Lessons.of(SampleStatus.stopped(), imports, quarantine))
        .containsExactly(
            "30 records went to quarantine, most of the first ones for this reason: no embedding."
                + " Mend such records at the source first.",
            "The target took 500 records a second; more records take longer at that rate.");
  }

  @Test
  void a_run_that_went_nowhere_teaches_nothing() {
    assertThat(Lessons.of(SampleStatus.stopped(), List.of(), NONE)).isEmpty();
  }
}
