package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.frontdoor.GateAdmin;
import io.chromarunbook.activities.frontdoor.GateException;
import io.chromarunbook.activities.frontdoor.GateMode;
import io.chromarunbook.activities.frontdoor.GateStanding;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.workflows.plan.TrafficGate;
import io.chromarunbook.workflows.text.UtcTime;
import java.time.Duration;
import java.util.Optional;

/** What a plan's gate counts of writes that it refuses: applications that try bear a freeze out. */
final class RefusalCount {

  private static final Duration LEAST = Duration.ofSeconds(1);

  private final OpenRun run;

  RefusalCount(OpenRun run) {
    this.run = run;
  }

  /**
   * In a sentence; empty where the plan has no gate, or it does not say, which proves nothing
   * either way.
   *
   * @param patience how long there is to ask
   */
  Optional<String> sentence(Duration patience) {
    TrafficGate gate = run.plan().traffic().gate();
    if (gate == null || patience.compareTo(LEAST) < 0) {
      return Optional.empty();
    }
    try {
      GateStanding standing = GateAdmin.of(run, gate).standing(patience);
      return standing.mode() == GateMode.READ_ONLY && standing.refused() != null
          ? Optional.of(words(standing.refused()))
          : Optional.empty();
    } catch (GateException e) {
      return Optional.empty();
    }
  }

  private static String words(GateStanding.Refused refused) {
    long writes = refused.writes() + refused.unknown();
    int clients = refused.callers();
    return "The gate has refused %d %s of %d %s since %s, this run's own trials among them."
        .formatted(
            writes,
            writes == 1 ? "write" : "writes",
            clients,
            clients == 1 ? "client" : "clients",
            UtcTime.words(refused.since()));
  }
}
