package io.chromarunbook.activities.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.plan.TrafficAction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person types where a run cannot tell the gate. */
class GateByHandTest {

  private static final String PLAN =
      """
      migration: kb
      source: {url: "http://127.0.0.1:8001", frontDoor: "http://127.0.0.1:8003"}
      target: {url: "http://127.0.0.1:8002"}
      people: {operations-lead: [ann], dba: [bo], security: [cy]}
      traffic: {mode: gate, gate: {admin: "https://gate:1", token: {file: t}%s}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | --max-time 30 --header | --token-file t --migration",
        "`, ca: \"/our ca.pem\"` | --max-time 30 --cacert '/our ca.pem' --header | --token-file t --ca '/our ca.pem' --migration"
      })
  void a_certificate_of_the_gates_own_is_named_in_every_command(
      String ca, String curl, String typed) {
    Plan plan = PlanReader.read(PLAN.formatted(ca));
    GateByHand byHand = new GateByHand(plan.traffic().gate(), plan.migration());

    assertThat(byHand.command(TrafficAction.THAW).run().get(2)).contains(curl);
    assertThat(byHand.command(TrafficAction.REVERT).check().get(2))
        .contains(curl.replace("--header", "\"$1/status\""));
    assertThat(GateByHand.typed(plan, TrafficAction.THAW).orElseThrow()).contains(typed);
  }
}
