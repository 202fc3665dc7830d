package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How applications are kept from writing, moved over and moved back.
 *
 * @param mode the gate, commands run by the worker, or people who confirm
 * @param commands by action; those an author left out are done by people
 * @param gate null where there is none
 */
public record TrafficPlan(
    @PlanKey(means = "Who acts: the gate, the commands below, or people who do it and confirm")
        Mode mode,
    @PlanKey(
            means = "Commands by action; what is left out people do",
            takes = "commands under freeze, thaw, switch, revert, restart, verify",
            example =
                "{freeze: {run: [./freeze.sh]}, thaw: {run: [./thaw.sh]}, switch: {run: [./switch.sh]}, revert: {run: [./revert.sh]}}")
        Map<TrafficAction, CommandPlan> commands,
    // Not written where it is not there, so that plans without it keep their digest.
    @PlanKey(
            means = "The gate that stands before the source, and freezes and switches",
            unset = "there is none",
            example = "{admin: \"http://gate:8081\", token: {file: gate.token}}")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        TrafficGate gate) {

  /** People do it. */
  public static final TrafficPlan MANUAL = new TrafficPlan(null, null, null);

  /** Who acts. */
  public enum Mode {
    @JsonProperty("commands")
    COMMANDS,
    @JsonProperty("manual")
    MANUAL,
    @JsonProperty("gate")
    GATE
  }

  public TrafficPlan {
    mode = mode == null ? Mode.MANUAL : mode;
    commands = commands == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(commands));
    if (mode == Mode.COMMANDS) {
      for (TrafficAction needed :
          new TrafficAction[] {
            TrafficAction.FREEZE, TrafficAction.THAW, TrafficAction.SWITCH, TrafficAction.REVERT
          }) {
        if (!commands.containsKey(needed)) {
          throw new IllegalArgumentException(
              "mode is 'commands' but commands has no '" + needed.label() + "'");
        }
      }
    } else if (!commands.isEmpty()) {
      throw new IllegalArgumentException(
          "commands are given but mode is not 'commands'; add 'mode: commands'");
    }
    if ((mode == Mode.GATE) != (gate != null)) {
      throw new IllegalArgumentException(
          gate == null
              ? "mode is 'gate' but gate is missing; write 'gate: {admin: URL, token: {file: PATH}}'"
              : "gate is given but mode is not 'gate'; write 'mode: gate', or leave it out");
    }
  }

  /** Who does this where both sides are servers. */
  Doer doer(TrafficAction action) {
    if (mode == Mode.GATE) {
      return new Doer.Gate(gate);
    }
    CommandPlan command = commands.get(action);
    return command == null ? new Doer.People() : new Doer.Command(command);
  }
}
