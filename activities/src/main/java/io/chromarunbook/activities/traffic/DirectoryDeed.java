package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.served.SourceCopy;
import io.chromarunbook.directory.NotChromaException;
import io.chromarunbook.directory.SqliteTriggers;
import io.chromarunbook.workflows.plan.TrafficAction;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Freezes and thaws a source that is a directory, by triggers. The copy that is served has them,
 * which nobody but this run knows; for the original, freezing means that nobody has it open and
 * that it is what was copied. One that an application keeps open has them itself: the application
 * reads on, and it is copied again when none of its writes is taken any more.
 */
final class DirectoryDeed implements Deed {

  private final OpenRun run;
  private final TrafficAction action;
  private final SourceCopy copy;

  DirectoryDeed(OpenRun run, Attempt attempt, TrafficAction action) {
    this.run = run;
    this.action = action;
    this.copy = new SourceCopy(run, attempt);
  }

  @Override
  public StateReading read() {
    try {
      for (Map.Entry<String, SqliteTriggers> each : triggers().entrySet()) {
        boolean there =
            action == TrafficAction.THAW ? each.getValue().removed() : each.getValue().installed();
        if (!there) {
          return new StateReading.NotThere(
              each.getKey() + (action == TrafficAction.THAW ? " refuses writes" : " takes writes"));
        }
      }
      Optional<String> difference =
          action == TrafficAction.THAW ? Optional.empty() : copy.difference();
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
      return action == TrafficAction.THAW ? thaw() : freeze();
    } catch (SQLException | NotChromaException e) {
      return new Done(false, e.getMessage());
    }
  }

  private Done thaw() throws SQLException {
    Map<String, SqliteTriggers> all = triggers();
    for (SqliteTriggers each : all.values()) {
      var ignored = each.remove();
    }
    return new Done(
        true,
        String.join(" and ", all.keySet())
            + (all.size() == 1 ? " takes writes again" : " take writes again"));
  }

  /** First nobody writes any more, then what is there is copied where it is not what was. */
  private Done freeze() throws SQLException {
    String directory = run.plan().source().directory();
    boolean live = run.plan().source().isLive();
    if (live) {
      var ignored = copy.originalTriggers().install();
    }
    boolean renewed = copy.renew();
    var address = copy.serve();
    var ignored = copy.triggers().install();
    return new Done(
        true,
        (renewed ? "the directory had changed and was copied again, and " : "")
            + "the copy at "
            + address
            + " refuses writes; "
            + (live
                ? directory + " refuses them too, by triggers in it, whoever has it open"
                : "nobody has " + directory + " open, and it is what was copied"));
  }

  /** All that is frozen, by what it is called. */
  private Map<String, SqliteTriggers> triggers() {
    Map<String, SqliteTriggers> all = new LinkedHashMap<>();
    if (run.plan().source().isLive()) {
      all.put(run.plan().source().directory(), copy.originalTriggers());
    }
    all.put("the copy that is served", copy.triggers());
    return all;
  }
}
