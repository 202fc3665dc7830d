package io.chromarunbook.activities.traffic;

import io.chromarunbook.workflows.plan.Doer;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.text.Sentence;

/** What a person is asked to do where the plan has no command for it. */
public final class Instruction {

  private Instruction() {}

  /** What to do, where, and what proves it once somebody says that it is done. */
  public static String of(Plan plan, TrafficAction action) {
    return deed(plan, action) + ", then confirm it. " + proof(action);
  }

  private static String proof(TrafficAction action) {
    return switch (action) {
      case FREEZE -> "It counts once a write sent there, which was taken before, is refused.";
      case THAW -> "It counts once a write sent there is taken again.";
      case SWITCH, REVERT, RESTART, VERIFY ->
          "No machine can prove it: your word counts, and is shown as vouched for.";
    };
  }

  /** What to do, without a full stop. */
  public static String deed(Plan plan, TrafficAction action) {
    if (plan.doer(action) instanceof Doer.Nobody nobody) {
      return "Nothing: " + Sentence.within(nobody.because());
    }
    if (plan.doer(action) instanceof Doer.ServedCopy copy) {
      return "Nothing: only a copy of "
          + copy.directory()
          + " is served and frozen, which goes with the run";
    }
    if (plan.doer(action) instanceof Doer.LiveDirectory live) {
      return (action == TrafficAction.FREEZE
              ? "Make the directory refuse writes, which triggers in it do: "
              : "Let the directory take writes again: ")
          + RunbookCommand.of(action.label(), "--sqlite", live.directory() + "/chroma.sqlite3");
    }
    String source = plan.source().frontDoor();
    if (plan.traffic().gate() != null && action != TrafficAction.VERIFY) {
      return atGate(action) + ", at " + plan.traffic().gate().admin();
    }
    if (plan.source().snapshot() != null && action == TrafficAction.REVERT) {
      return "Point the applications back at what they used before the switch (the source of this"
          + " run is a snapshot, which serves nobody)";
    }
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

  private static String atGate(TrafficAction action) {
    return switch (action) {
      case FREEZE -> "Have the gate refuse writes";
      case THAW -> "Have the gate let writes pass again";
      case SWITCH -> "Have the gate lead to the target";
      case REVERT -> "Have the gate lead back to the source";
      case RESTART, VERIFY -> "Look at the gate";
    };
  }

  private static String place(ServerPlan server) {
    return server.url() + " (tenant " + server.tenant() + ", database " + server.database() + ")";
  }
}
