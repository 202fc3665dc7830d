package io.chromarunbook.activities.inventory;

import io.chromarunbook.activities.frontdoor.FrontDoor;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.steps.Finding;
import io.chromarunbook.workflows.steps.FreezeProof;
import java.util.ArrayList;
import java.util.List;

/** Whether a freeze will be provable where applications reach the source. */
final class FrontDoorCheck {

  private final OpenRun run;
  private final Attempt attempt;
  private final ServerPlan source;
  private final List<Finding> findings = new ArrayList<>();

  FrontDoorCheck(OpenRun run, Attempt attempt) {
    this.run = run;
    this.attempt = attempt;
    this.source = run.plan().source();
  }

  /**
   * Tries a write, and writes down what it came to.
   *
   * @throws ChromaException where the source itself does not answer there
   */
  FreezeProof tryWrite() {
    FreezeProof writes;
    try {
      writes = FrontDoor.of(run, attempt).tryBeforeFreeze();
      tell(writes);
    } catch (ChromaException e) {
      if (source.frontDoor().equals(source.url())) {
        throw e;
      }
      writes = new FreezeProof(FreezeProof.State.SILENT, e.getMessage());
      findings.add(
          new Finding(
              "health.source.front-door",
              Finding.Weight.WARNING,
              "The source's front door %s does not answer (%s), so the freeze cannot be proven there; correct source.frontDoor in the plan, or bring it up."
                  .formatted(source.frontDoor(), e.getMessage())));
    }
    DurableFile.writeJson(run.folder().writesBeforeFreeze(), writes);
    return writes;
  }

  /** What a person should know of it. */
  List<Finding> findings() {
    return List.copyOf(findings);
  }

  private void tell(FreezeProof writes) {
    if (source.snapshot() == null) {
      warn(writes);
    } else {
      findings.add(new Finding("health.source.snapshot", Finding.Weight.NOTE, writes.message()));
    }
  }

  private void warn(FreezeProof writes) {
    String message =
        switch (writes.state()) {
          case ACCEPTED -> null;
          case REFUSED ->
              "The source refuses writes at %s although nothing is frozen yet, so its freeze cannot be proven: %s Find out who froze it and thaw it, or a person has to vouch for the freeze."
                  .formatted(source.frontDoor(), writes.message());
          case CHECK_DENIES, UNCLEAR, SILENT ->
              "The freeze cannot be proven with these credentials: %s Mend source.headers or source.frontDoor in the plan, or a person has to vouch for the freeze."
                  .formatted(writes.message());
        };
    if (message != null) {
      findings.add(new Finding("health.source.writes", Finding.Weight.WARNING, message));
    }
  }
}
