package io.chromarunbook.workflows.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonTest {

  private static final String SERVERS =
      "migration: kb\nsource: {url: 'http://old'}\ntarget: {url: 'http://new'}\n";
  private static final String NAMES =
      SERVERS + "people: {operations-lead: [ann], dba: [bo], security: [cy], on-call: [di]}\n";

  @Test
  void a_name_may_stand_alone_or_with_where_the_person_is_reached() {
    Plan plan =
        PlanReader.read(
            SERVERS
                + "people: {operations-lead: [ann, {name: amy, contact: '+49 30 1'}], dba: [{name: bo}], security: [cy]}\n");

    assertThat(plan.called(Role.OPERATIONS_LEAD))
        .containsExactly(Person.named("ann"), new Person("amy", "+49 30 1"));
    assertThat(plan.holders(Role.OPERATIONS_LEAD)).containsExactly("ann", "amy");
    assertThat(plan.holds("bo", Role.DBA)).isTrue();
    assertThat(plan.contacts(List.of("amy", "ann"))).containsOnlyKeys("amy");
  }

  @Test
  void a_plan_without_contacts_and_escalation_keeps_the_digest_of_earlier_releases() {
    assertThat(Json.canonical(PlanReader.read(NAMES)))
        .contains("\"people\":{\"operations-lead\":[\"ann\"],\"dba\":[\"bo\"],")
        .doesNotContain("contact")
        .doesNotContain("escalation");
  }

  @Test
  void a_plan_with_them_is_the_same_after_it_was_kept() throws JsonProcessingException {
    Plan plan =
        PlanReader.read(
            NAMES.replace("[di]", "[{name: di, contact: 'at night: 1'}]")
                + "gates: {go-no-go: {escalation: [on-call, operations-lead]}}\n");

    Plan kept = Json.MAPPER.readValue(Json.canonical(plan), Plan.class);

    assertThat(kept).isEqualTo(plan);
    assertThat(kept.gate(GateId.GO_NO_GO).escalatedTo(1)).containsExactly(Role.ON_CALL);
    assertThat(kept.gate(GateId.GO_NO_GO).escalatedTo(7))
        .containsExactly(Role.ON_CALL, Role.OPERATIONS_LEAD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{nam: bo}",
        "{name: bo, contact: ' '}",
        "{contact: '1'}",
        "[bo]",
        "{name: bo, phone: '1'}"
      })
  void what_is_no_person_is_complained_of_where_it_stands(String written) {
    assertThatThrownBy(() -> PlanReader.read(NAMES.replace("[bo]", "[" + written + "]")))
        .isInstanceOfSatisfying(
            PlanException.class,
            wrong ->
                assertThat(wrong.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.key()).startsWith("people.dba[0]"))
                    .satisfies(problem -> assertThat(problem.line()).isEqualTo(4)));
  }

  @Test
  void nobody_to_escalate_to_is_told_before_the_run() {
    assertThatThrownBy(
            () -> PlanReader.read(NAMES + "gates: {go-no-go: {escalation: [technician]}}\n"))
        .hasMessageContaining("people names nobody for the role 'technician'");
  }
}
