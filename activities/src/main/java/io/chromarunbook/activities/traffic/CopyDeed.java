package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.served.SourceCopy;
import io.chromarunbook.directory.NotChromaException;
import io.chromarunbook.directory.SqliteTriggers;
import io.chromarunbook.workflows.plan.TrafficAction;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Freezes and thaws the served copy of a directory. Nobody but this run knows it; what freezing
 * means for the original is that it is what was copied, and that nobody has it open.
 */
final class CopyDeed implements Deed {

  private final OpenRun run;
  private final TrafficAction action;
  private final SourceCopy copy;

  CopyDeed(OpenRun run, Attempt attempt, TrafficAction action) {
    this.run = run;
    this.action = action;
    this.copy = new SourceCopy(run, attempt);
  }

  @Override
  public StateReading read() {
    try {
      if (action == TrafficAction.THAW) {
        return triggers().removed()
            ? new StateReading.There()
            : new StateReading.NotThere("the copy that is served refuses writes");
      }
      if (!triggers().installed()) {
        return new StateReading.NotThere("the copy that is served takes writes");
      }
      Optional<String> difference = copy.difference();
      return difference.isPresent()
          ? new StateReading.NotThere(difference.get())
          : new StateReading.There();
    } catch (SQLException | NotChromaException e) {
      return new StateReading.Unreadable(e.getMessage());
    }
  }

  @Override
  public Done perform() {
    try {
      if (action == TrafficAction.THAW) {
        var ignored = triggers().remove();
        return new Done(true, "the copy that is served takes writes again");
      }
      boolean renewed = copy.renew();
      var address = run.directories().serve(run.servedSource());
      var ignored = triggers().install();
      return new Done(
          true,
          (renewed ? "the directory had changed and was copied again, and " : "")
              + "the copy at "
              + address
              + " refuses writes; nobody has "
              + run.plan().source().directory()
              + " open, and it is what was copied");
    } catch (SQLException | NotChromaException e) {
      return new Done(false, e.getMessage());
    }
  }

  private SqliteTriggers triggers() {
    return new SqliteTriggers(copy.database());
  }
}
