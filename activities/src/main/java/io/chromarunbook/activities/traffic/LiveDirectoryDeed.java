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
 * Freezes and thaws a directory that an application has open, by triggers in it, and the copy that
 * is served of it: the application reads on, and none of its writes is taken. It is copied again
 * when it has stopped changing.
 */
final class LiveDirectoryDeed implements Deed {

  private final OpenRun run;
  private final TrafficAction action;
  private final SourceCopy copy;

  LiveDirectoryDeed(OpenRun run, Attempt attempt, TrafficAction action) {
    this.run = run;
    this.action = action;
    this.copy = new SourceCopy(run, attempt);
  }

  @Override
  public StateReading read() {
    String directory = run.plan().source().directory();
    try {
      if (action == TrafficAction.THAW) {
        return copy.originalTriggers().removed() && copyTriggers().removed()
            ? new StateReading.There()
            : new StateReading.NotThere(directory + " refuses writes");
      }
      if (!copy.originalTriggers().installed()) {
        return new StateReading.NotThere(directory + " takes writes: its triggers are not there");
      }
      Optional<String> difference =
          copyTriggers().installed()
              ? copy.difference()
              : Optional.of("the copy that is served takes writes");
      return difference.isPresent()
          ? new StateReading.NotThere(difference.get())
          : new StateReading.There();
    } catch (SQLException | NotChromaException e) {
      return new StateReading.Unreadable(e.getMessage());
    }
  }

  @Override
  public Done perform() {
    String directory = run.plan().source().directory();
    try {
      if (action == TrafficAction.THAW) {
        boolean refused = copy.originalTriggers().remove();
        refused |= copyTriggers().remove();
        return new Done(true, directory + (refused ? " takes writes again" : " takes writes"));
      }
      // First nobody writes any more, then what is there is copied.
      boolean took = copy.originalTriggers().install();
      boolean renewed = copy.renew();
      var ignored = run.directories().serve(run.servedSource());
      took |= copyTriggers().install();
      return new Done(
          true,
          directory
              + (took ? " refuses writes from now on" : " refuses writes")
              + ", by triggers in it, whoever has it open"
              + (renewed ? "; it was copied again" : "; it is what was copied"));
    } catch (SQLException | NotChromaException e) {
      return new Done(false, e.getMessage());
    }
  }

  private SqliteTriggers copyTriggers() {
    return new SqliteTriggers(copy.database());
  }
}
