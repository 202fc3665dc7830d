package io.chromarunbook.activities.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.chromarunbook.activities.frontdoor.GateMode;
import io.chromarunbook.activities.frontdoor.GateOrder;
import io.chromarunbook.workflows.plan.CommandPlan;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.SecretReference;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.plan.TrafficGate;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.text.ShellWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a gate is told by a person who has neither Java nor Temporal: by curl. */
final class GateByHand {

  /** What it takes on the machine. */
  static final String TOOL = "curl";

  // The token comes by the standard input, because what a program is called with everybody sees.
  private static final String ASKS =
      "printf 'header = \"Authorization: Bearer %s\"\\n' \"TOKEN\" | curl --config - --silent"
          + " --show-error --fail --max-time 30 CA";

  private static final Duration LIMIT = Duration.ofSeconds(40);

  private final TrafficGate gate;
  private final String migration;

  GateByHand(TrafficGate gate, String migration) {
    this.gate = gate;
    this.migration = migration;
  }

  /** What a person types at a machine that has this program; nothing for what needs a run. */
  static Optional<String> typed(Plan plan, TrafficAction action) {
    return switch (action) {
      case FREEZE, THAW, REVERT -> {
        TrafficGate gate = plan.traffic().gate();
        String file = gate.token().file();
        List<String> words =
            new ArrayList<>(
                List.of(
                    "gate",
                    action.label(),
                    "--admin",
                    gate.admin(),
                    "--token-file",
                    file == null ? "FILE" : file));
        if (gate.ca() != null) {
          words.addAll(List.of("--ca", gate.ca()));
        }
        words.addAll(List.of("--migration", plan.migration(), "--by", RunbookCommand.ANYBODY));
        yield Optional.of(RunbookCommand.of(words.toArray(String[]::new)));
      }
      case SWITCH, RESTART, VERIFY -> Optional.empty();
    };
  }

  /** Undoes a switch or a freeze, and looks whether it is undone. */
  CommandPlan command(TrafficAction undo) {
    return switch (undo) {
      case REVERT -> command(GateMode.READ_ONLY, "(open|read-only)");
      case THAW -> command(GateMode.OPEN, "open");
      case FREEZE, SWITCH, RESTART, VERIFY ->
          throw new IllegalArgumentException(undo + " undoes nothing");
    };
  }

  private CommandPlan command(GateMode mode, String reached) {
    String asks = ASKS.replace("CA", authority()).replace("TOKEN", token());
    return new CommandPlan(
        List.of(
            "sh",
            "-c",
            asks + "--header 'Content-Type: application/json' --data \"$2\" \"$1/mode\"",
            "gate",
            gate.admin(),
            json(new GateOrder(mode, migration, "BREAK-GLASS.sh", "by hand", null, null))),
        List.of(
            "sh",
            "-c",
            // 1 says no, anything else that nobody can tell.
            "said=$(" + asks + "\"$1/status\") || exit 2; printf '%s' \"$said\" | grep -Eq \"$2\"",
            "gate",
            gate.admin(),
            "\"mode\" *: *\"" + reached + "\""),
        LIMIT);
  }

  private String authority() {
    return gate.ca() == null ? "" : "--cacert " + ShellWords.quoted(gate.ca()) + " ";
  }

  private String token() {
    SecretReference token = gate.token();
    return token.file() == null
        ? "$" + token.env()
        : "$(cat " + ShellWords.quoted(token.file()) + ")";
  }

  private static String json(GateOrder order) {
    try {
      return Json.MAPPER.writeValueAsString(order);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an order of ours cannot be written as JSON", e);
    }
  }
}
