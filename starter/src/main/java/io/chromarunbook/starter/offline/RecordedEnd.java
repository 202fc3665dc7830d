package io.chromarunbook.starter.offline;

import io.chromarunbook.activities.run.RunEnd;
import io.chromarunbook.workflows.status.RunState;
import java.time.Instant;

/**
 * How a run ended, as its folder keeps it.
 *
 * @param decision "GO" or "NO-GO"; null where it never came to one
 * @param reason in one sentence; empty where everything went well
 */
public record RecordedEnd(RunState state, Instant at, String decision, String reason) {

  static RecordedEnd of(RunEnd end) {
    return new RecordedEnd(end.state(), end.at(), end.decision(), end.reason());
  }
}
