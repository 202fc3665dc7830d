package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How applications are kept from writing, moved over and moved back.
 *
 * @param mode commands run by the worker, or people who confirm
 * @param commands by action; those an author left out are done by people
 */
public record TrafficPlan(Mode mode, Map<TrafficAction, CommandPlan> commands) {

  /** People do it. */
  public static final TrafficPlan MANUAL = new TrafficPlan(null, null);

  /** Who acts. */
  public enum Mode {
    @JsonProperty("commands")
    COMMANDS,
    @JsonProperty("manual")
    MANUAL
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
  }
}
