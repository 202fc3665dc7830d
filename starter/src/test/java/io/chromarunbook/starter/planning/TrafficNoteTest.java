package io.chromarunbook.starter.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import org.junit.jupiter.api.Test;

class TrafficNoteTest {

  private static final String GATE =
      "traffic: {mode: gate, gate: {admin: \"http://127.0.0.1:8081\", token: {file: t}}}\n";

  @Test
  void at_a_gate_the_fields_that_applications_find_changed_are_named() {
    assertThat(
            TrafficNote.of(
                plan(
                    GATE
                        + "transform: {fields: {chunk: {type: integer, from: idx}, old: {drop: true}, lang: {type: string}}}\n")))
        .hasSize(2)
        .anyMatch(note -> note.contains("The gate at http://127.0.0.1:8081 freezes"))
        .anyMatch(note -> note.endsWith("drops them: idx, old."));
  }

  @Test
  void without_such_fields_only_the_gate_is_told() {
    assertThat(TrafficNote.of(plan(GATE))).hasSize(1);
  }

  @Test
  void people_are_told_that_they_act() {
    assertThat(TrafficNote.of(plan("traffic: {mode: manual}\n")))
        .containsExactly("What is to be done to traffic, people do and confirm.");
  }

  private static Plan plan(String more) {
    return PlanReader.read(
        "migration: kb\nsource: {url: \"http://old:8000\"}\ntarget: {url: \"http://new:8000\"}\n"
            + "people: {operations-lead: [ann], dba: [bo], security: [cy], technician: [ed]}\n"
            + more);
  }
}
