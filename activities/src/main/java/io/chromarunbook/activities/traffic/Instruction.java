package io.chromarunbook.activities.traffic;

import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.RunbookCommand;

/** What a person is asked to do where the plan has no command for it. */
final class Instruction {

  private Instruction() {}

  /** The sentence, and the command that says it is done. */
  static String of(Plan plan, TrafficAction action) {
    return deed(plan, action) + ", then say so with " + confirmation(plan, action);
  }

  /** The command that says an action is done. */
  static String confirmation(Plan plan, TrafficAction action) {
    return RunbookCommand.of(
        "confirm", plan.migration(), "--action", action.toString(), "--by", RunbookCommand.ANYBODY);
  }

  /** What to do, without a full stop. */
  static String deed(Plan plan, TrafficAction action) {
    String source = plan.source().frontDoor();
    return switch (action) {
      case FREEZE -> "Make the source refuse every write where applications reach it, at " + source;
      case THAW -> "Let the source take writes again where applications reach it, at " + source;
      case SWITCH -> "Point the applications at the target, " + place(plan.target());
      case REVERT ->
          "Point the applications back at the source, "
              + source
              + " (tenant "
              + plan.source().tenant()
              + ", database "
              + plan.source().database()
              + ")";
      case RESTART -> "Restart the services that use Chroma, so that they take up their settings";
      case VERIFY -> "See for yourself that the applications read, search and write";
    };
  }

  private static String place(ServerPlan server) {
    return server.url() + " (tenant " + server.tenant() + ", database " + server.database() + ")";
  }
}
