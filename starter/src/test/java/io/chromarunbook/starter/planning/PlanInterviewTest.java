package io.chromarunbook.starter.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Terminal;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person is asked for a plan, and what becomes of the answers. */
class PlanInterviewTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-30T12:00:00Z"));

  private final StringWriter said = new StringWriter();

  @Test
  void answers_that_do_are_taken_and_what_is_left_out_is_the_default() {
    PlanWishes wishes =
        ask("ann", "bo", "cy, cyd", "", "di (+49 30 1, at night), dee", "on-call", "", "", "");

    assertThat(wishes.values())
        .containsEntry(
            "people",
            Map.of(
                "operations-lead", List.of("ann"),
                "dba", List.of("bo"),
                "security", List.of("cy", "cyd"),
                "on-call", List.of(Map.of("name", "di", "contact", "+49 30 1, at night"), "dee")))
        .containsEntry("gates.go-no-go.escalation", List.of("on-call"))
        .containsEntry("timeline.maxFreeze", "PT2H")
        .containsEntry("traffic.mode", "manual")
        .doesNotContainKeys("timeline.latestStart", "traffic.commands");
    assertThat(said.toString()).doesNotContain("does not do");
  }

  @Test
  void what_a_plan_would_refuse_is_asked_again_with_the_reason() {
    PlanWishes wishes =
        ask(
            "",
            "ann",
            "ann",
            "ann",
            "",
            "", // Nobody, then one person for everything.
            "ann",
            "bo",
            "cy (",
            "cy",
            "",
            "",
            "dentist", // Escalation: no role, nobody's role, nobody.
            "on-call",
            "",
            "tomorrow",
            "2026",
            "2026-11-30T11:00:00Z",
            "2026-12-02T02:00:00Z",
            "2h",
            "PT10M",
            "PT3H",
            "by hand",
            "manual");

    assertThat(wishes.values())
        .containsEntry("timeline.latestStart", "2026-12-02T02:00:00Z")
        .containsEntry("timeline.maxFreeze", "PT3H");
    assertThat(said.toString().replaceAll("\\s+", " "))
        .contains(
            "That does not do: a gate needs somebody who holds it.",
            "of 'cy (' a bracket is missing",
            "There is no role 'dentist'",
            "nobody holds the role on-call",
            "with gates.fourEyes each needs a person of its own",
            "found 'tomorrow'; possible is a time, like 2026-12-01T22:00:00Z.",
            "found '2026'; possible is a time, like 2026-12-01T22:00:00Z.",
            "That does not do: 2026-11-30T11:00:00Z is over.",
            "found '2h'; possible is a duration longer than the PT15M of a rollback; did you mean PT2H?",
            "maxFreeze must be longer than the 15 minutes kept back for a rollback",
            "'by hand' is neither commands nor manual.");
  }

  @Test
  void commands_are_asked_for_word_by_word() {
    PlanWishes wishes =
        ask(
            "ann",
            "bo",
            "cy",
            "",
            "",
            "",
            "",
            "",
            "commands",
            "",
            "./freeze.sh 'my db'",
            "./freeze.sh now",
            "./is-frozen.sh",
            "./thaw.sh",
            "",
            "./switch.sh",
            "",
            "./revert.sh",
            "",
            "",
            "./verify.sh");

    assertThat(wishes.values().get("traffic.commands"))
        .isEqualTo(
            Map.of(
                "freeze",
                Map.of("run", List.of("./freeze.sh", "now"), "check", List.of("./is-frozen.sh")),
                "thaw",
                Map.of("run", List.of("./thaw.sh")),
                "switch",
                Map.of("run", List.of("./switch.sh")),
                "revert",
                Map.of("run", List.of("./revert.sh")),
                "verify",
                Map.of("run", List.of("./verify.sh"))));
    assertThat(said.toString())
        .contains("without it nothing could be moved", "quotes are not read");
  }

  @Test
  void an_input_that_ends_writes_nothing() {
    assertThatThrownBy(() -> ask("ann", "bo"))
        .isInstanceOf(Failure.class)
        .hasMessage("Nothing was written, because the input ended before all was answered.");
  }

  private PlanWishes ask(String... answers) {
    return new PlanInterview(
            Terminal.toPerson(said, said, new StringReader(String.join("\n", answers) + "\n")),
            CLOCK)
        .wishes();
  }
}
