package io.chromarunbook.activities.inventory;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.ClockSkew;
import io.chromarunbook.chroma.ServerVersion;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.steps.Finding;
import io.chromarunbook.workflows.steps.FreezeProof;
import io.chromarunbook.workflows.steps.HealthActivities;
import io.chromarunbook.workflows.steps.HealthReport;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.steps.ServerFacts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Asks both servers who they are and whether they let us in. */
public final class HealthActivitiesImpl implements HealthActivities {

  private static final Duration MOST_SKEW = Duration.ofSeconds(2);

  private final Runs runs;
  private final InstantSource clock;

  /** Health of the servers of these runs, by this machine's clock. */
  public HealthActivitiesImpl(Runs runs) {
    this(runs, InstantSource.system());
  }

  HealthActivitiesImpl(Runs runs, InstantSource clock) {
    this.runs = runs;
    this.clock = clock;
  }

  @Override
  public HealthReport health(RunReference reference) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          List<Finding> findings = new ArrayList<>();
          ServerFacts source = look("source", run.plan().source(), run::source, findings);
          attempt.progress(0, 0);
          ServerFacts target = look("target", run.plan().target(), run::target, findings);
          attempt.progress(0, 0);
          FrontDoorCheck frontDoor = new FrontDoorCheck(run, attempt);
          FreezeProof writes = frontDoor.tryWrite();
          // A source that does not let us in at all has been told of.
          if (findings.stream().noneMatch(finding -> finding.id().equals(refused("source")))) {
            findings.addAll(frontDoor.findings());
          }
          return new HealthReport(source, target, writes, findings);
        });
  }

  private ServerFacts look(
      String side, ServerPlan plan, Supplier<ChromaServer> connection, List<Finding> findings) {
    try (ChromaServer server = connection.get()) {
      ServerVersion version = server.version();
      Long skew = ClockSkew.of(server, clock).map(Duration::toMillis).orElse(null);
      if (skew != null && Math.abs(skew) > MOST_SKEW.toMillis()) {
        findings.add(
            new Finding(
                "health." + side + ".clock",
                Finding.Weight.WARNING,
                "The clock of the %s at %s is %.1f s %s this machine's, so times in logs will not fit together; set both by the same time server."
                    .formatted(
                        side,
                        plan.url(),
                        Math.abs(skew) / 1000.0,
                        skew > 0 ? "before" : "behind")));
      }
      listCollections(side, plan, server, findings);
      return new ServerFacts(plan.url(), version.version(), version.api(), skew);
    } catch (ChromaException e) {
      if (e.kind().transientFault()) {
        throw e;
      }
      findings.add(refused(side, plan, e));
      return new ServerFacts(plan.url(), "unknown", "unknown", null);
    }
  }

  // Only a listing shows whether credentials, tenant and database are right: version needs none.
  private static void listCollections(
      String side, ServerPlan plan, ChromaServer server, List<Finding> findings) {
    try {
      server.collections();
    } catch (ChromaException e) {
      if (e.kind().transientFault()) {
        throw e;
      }
      findings.add(refused(side, plan, e));
    }
  }

  private static String refused(String side) {
    return "health." + side + ".refused";
  }

  private static Finding refused(String side, ServerPlan plan, ChromaException e) {
    String what =
        switch (e.kind()) {
          case FORBIDDEN ->
              "does not let us in; check %s.headers in the plan and the secrets they refer to"
                  .formatted(side);
          case NOT_FOUND ->
              "has no tenant %s with a database %s; correct %s.tenant and %s.database in the plan"
                  .formatted(plan.tenant(), plan.database(), side, side);
          default ->
              "is not a Chroma server we can talk to (%s); check %s.url in the plan"
                  .formatted(e.getMessage(), side);
        };
    return new Finding(
        refused(side),
        Finding.Weight.BLOCKING,
        "The %s at %s %s.".formatted(side, plan.url(), what));
  }
}
