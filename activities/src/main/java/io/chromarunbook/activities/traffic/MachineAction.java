package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.ActionResult.State;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.text.UtcTime;
import java.util.Optional;

/** An action a machine does: reads the state, acts, reads it again. */
final class MachineAction {

  private final OpenRun run;
  private final TrafficAction action;
  private final Deed deed;
  private final String activity;

  MachineAction(OpenRun run, TrafficAction action, Deed deed, String activity) {
    this.run = run;
    this.action = action;
    this.deed = deed;
    this.activity = activity;
  }

  ActionResult perform() {
    Optional<TrafficEntry> earlier = TrafficEntry.read(run.folder(), action);
    StateReading before = before();
    if (action == TrafficAction.FREEZE && earlier.filter(TrafficEntry::done).isPresent()) {
      return stillFrozen(earlier.get(), before);
    }
    if (before instanceof StateReading.There) {
      return finish(State.ALREADY, "The state that " + action + " aims at was there already.");
    }
    if (earlier.filter(this::doneByThisActivity).isPresent()) {
      return new ActionResult(
          State.ALREADY, action + " was done at " + earlier.get().finishedAt() + ".");
    }
    TrafficEntry.attempted(action, activity).write(run.folder());
    Deed.Done done = deed.perform();
    if (!done.well()) {
      return finish(State.FAILED, action + " failed: " + done.message() + ".");
    }
    StateReading after = deed.read();
    if (after instanceof StateReading.NotThere notThere) {
      return finish(
          State.FAILED,
          action + " failed: it was done, but the state is not there: " + notThere.message() + ".");
    }
    if (after instanceof StateReading.Unreadable unreadable) {
      return finish(
          State.FAILED,
          action
              + " is not proven: it was done, but the state cannot be read: "
              + unreadable.message()
              + ".");
    }
    return finish(State.DONE, action + " is done: " + done.message() + ".");
  }

  // Restarting and verifying are deeds, not states: that services run says nothing of whether they
  // took up what was just changed.
  private StateReading before() {
    return switch (action) {
      case FREEZE, THAW, SWITCH, REVERT -> deed.read();
      case RESTART, VERIFY -> new StateReading.NotRead();
    };
  }

  private ActionResult stillFrozen(TrafficEntry earlier, StateReading now) {
    if (now instanceof StateReading.NotThere notThere) {
      throw FailureKind.SOURCE_CHANGED.failure(
          "The source was frozen at "
              + UtcTime.words(earlier.finishedAt())
              + " and is not frozen now, so it was thawed by a person; it is not frozen again: "
              + notThere.message()
              + ".",
          null);
    }
    if (now instanceof StateReading.Unreadable unreadable) {
      return new ActionResult(
          State.FAILED,
          "The source was frozen at "
              + UtcTime.words(earlier.finishedAt())
              + "; whether it still is cannot be read: "
              + unreadable.message()
              + ".");
    }
    return new ActionResult(
        State.ALREADY,
        "The source was frozen at " + UtcTime.words(earlier.finishedAt()) + " already.");
  }

  private boolean doneByThisActivity(TrafficEntry entry) {
    return entry.done() && entry.activity().equals(activity);
  }

  private ActionResult finish(State state, String message) {
    ActionResult result = new ActionResult(state, message);
    TrafficEntry.read(run.folder(), action)
        .filter(entry -> entry.finishedAt() == null)
        .orElseGet(() -> TrafficEntry.attempted(action, activity))
        .finished(result)
        .write(run.folder());
    return result;
  }
}
