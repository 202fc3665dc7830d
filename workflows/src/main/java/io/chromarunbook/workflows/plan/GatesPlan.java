package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who must agree, and how.
 *
 * @param fourEyes whether nobody decides alone: the answer of whoever started the run does not
 *     count, and one person answers for one role a gate
 */
public record GatesPlan(
    @PlanKey(means = "Whether nobody decides alone, nor who started it, nor in two roles")
        Boolean fourEyes,
    @PlanKey(means = "The gate before anything is changed") @JsonProperty("pre-migration")
        GatePlan preMigration,
    @PlanKey(means = "The gate before applications are moved over") @JsonProperty("go-no-go")
        GatePlan goNoGo) {

  /** The runbook's gates. */
  public static final GatesPlan DEFAULT = new GatesPlan(null, null, null);

  public GatesPlan {
    fourEyes = fourEyes == null || fourEyes;
    preMigration =
        preMigration == null ? GatePlan.PRE_MIGRATION : preMigration.orElse(GatePlan.PRE_MIGRATION);
    goNoGo = goNoGo == null ? GatePlan.GO_NO_GO : goNoGo.orElse(GatePlan.GO_NO_GO);
  }

  /** What a gate asks for. */
  public GatePlan gate(GateId gate) {
    return switch (gate) {
      case PRE_MIGRATION -> preMigration;
      case GO_NO_GO -> goNoGo;
    };
  }

  /** The roles that some gate escalates to. */
  List<Role> escalation() {
    return Stream.of(preMigration, goNoGo)
        .flatMap(gate -> gate.escalation().stream())
        .distinct()
        .toList();
  }

  /** The roles that some gate asks. */
  public List<Role> roles() {
    return Stream.of(preMigration, goNoGo)
        .flatMap(gate -> gate.roles().stream())
        .distinct()
        .toList();
  }
}
