package io.chromarunbook.activities.sight;

import io.chromarunbook.activities.frontdoor.GateAdmin;
import io.chromarunbook.activities.frontdoor.GateException;
import io.chromarunbook.activities.frontdoor.GateMode;
import io.chromarunbook.activities.frontdoor.GateStanding;
import io.chromarunbook.activities.run.AuthorityFile;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.run.ServerAddresses;
import io.chromarunbook.activities.run.ServerConnector;
import io.chromarunbook.chroma.AnswerTime;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanProblem;
import io.chromarunbook.workflows.plan.TrafficGate;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Whether a plan's gate stands before this very source, and is free. */
final class GateCheck {

  /** A person waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String ADMIN = "traffic.gate.admin";
  private static final String FRONT_DOOR = "source.frontDoor";

  private final Secrets secrets;
  private final ServerConnector<? extends ChromaServer> connector;

  GateCheck(Secrets secrets, ServerConnector<? extends ChromaServer> connector) {
    this.secrets = secrets;
    this.connector = connector;
  }

  Optional<PlanProblem> problem(Plan plan) {
    TrafficGate gate = plan.traffic().gate();
    if (gate == null) {
      return Optional.empty();
    }
    if (plan.source().frontDoor().equals(plan.source().url())) {
      return problem(
          FRONT_DOOR,
          "traffic goes by a gate, so that applications reach the source at the gate: write its"
              + " address here");
    }
    try {
      GateAdmin admin =
          new GateAdmin(
              gate.admin(),
              secrets.resolve(gate.token()),
              AuthorityFile.read("traffic.gate.ca", gate.ca()));
      GateStanding before = admin.standing();
      return objection(plan, before).or(() -> passesBy(plan, before, admin));
    } catch (ApplicationFailure e) {
      // A secret or a file is not there, which was told by its key.
      return Optional.empty();
    } catch (GateException e) {
      return problem(
          e.kind() == GateException.Kind.UNKNOWN_TOKEN ? "traffic.gate.token" : ADMIN,
          e.getMessage());
    }
  }

  private static Optional<PlanProblem> objection(Plan plan, GateStanding standing) {
    if (!same(standing.source(), plan.source().url())) {
      return problem(
          ADMIN,
          "this gate stands before "
              + standing.source()
              + ", and the source is "
              + plan.source().url()
              + "; name the gate of this source, or mend source.url");
    }
    if (standing.migration() != null && !standing.of(plan.migration())) {
      return problem(
          ADMIN,
          "this gate is "
              + standing.mode().label()
              + ", by the migration "
              + standing.migration()
              + "; end that one first");
    }
    if (standing.mode() != GateMode.OPEN && standing.migration() == null) {
      return problem(
          ADMIN,
          "this gate is "
              + standing.mode().label()
              + ", by nobody's migration: its applications are not at this source");
    }
    return Optional.empty();
  }

  /** Asks by the way applications take, and looks whether the gate saw it. */
  private Optional<PlanProblem> passesBy(Plan plan, GateStanding before, GateAdmin admin) {
    try (ChromaServer door =
        connector.connect(
            new ServerAddresses(secrets)
                .frontDoor(plan)
                .within(AnswerTime.InAll.fromNow(PATIENCE)))) {
      var ignored = door.collection("runbook-reach");
    } catch (ChromaException e) {
      return problem(FRONT_DOOR, "nothing answers there: " + e.getMessage());
    }
    return admin.standing().requests() > before.requests()
        ? Optional.empty()
        : problem(
            FRONT_DOOR,
            "what is asked there does not pass the gate at "
                + plan.traffic().gate().admin()
                + "; write the address at which that gate listens");
  }

  private static boolean same(String one, String other) {
    URI first = URI.create(one);
    URI second = URI.create(other);
    return first.getPort() == second.getPort()
        && path(first).equals(path(second))
        && (first.getHost().equalsIgnoreCase(second.getHost()) || (local(first) && local(second)));
  }

  private static String path(URI url) {
    return url.getPath().endsWith("/")
        ? url.getPath().substring(0, url.getPath().length() - 1)
        : url.getPath();
  }

  private static boolean local(URI url) {
    return url.getHost().equals("127.0.0.1") || url.getHost().equalsIgnoreCase("localhost");
  }

  private static Optional<PlanProblem> problem(String key, String message) {
    return Optional.of(PlanProblem.of(key, message));
  }
}
