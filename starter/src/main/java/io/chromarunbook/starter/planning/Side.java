package io.chromarunbook.starter.planning;

import io.chromarunbook.activities.run.ServerConnector;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.SupportedReleases;
import io.chromarunbook.chroma.UnsupportedReleaseException;
import io.chromarunbook.chroma.UntrustedServerException;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.plan.PlanProblem;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.steps.FailureKind;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** One server of a plan while it is looked at: what goes wrong with it is noted, and told later. */
final class Side implements AutoCloseable {

  private final String key;
  private final ServerPlan plan;
  private final List<PlanObjection> objections;
  private ChromaServer server;

  private Side(String key, ServerPlan plan, List<PlanObjection> objections) {
    this.key = key;
    this.plan = plan;
    this.objections = objections;
  }

  /** The server, or what keeps it from being reached among the objections. */
  static Side reached(
      String key,
      ServerPlan plan,
      Supplier<ServerAddress> address,
      ServerConnector<? extends ChromaServer> connector,
      List<PlanObjection> objections) {
    Side side = new Side(key, plan, objections);
    try {
      side.server = connector.connect(address.get());
    } catch (ChromaException e) {
      side.objections.add(PlanObjection.of(key, side.explain(e)));
    } catch (ApplicationFailure e) {
      side.objections.add(objection(key, e));
    }
    return side;
  }

  private static PlanObjection objection(String key, ApplicationFailure e) {
    return switch (FailureKind.of(e.getType())) {
      case BAD_PLAN ->
          new PlanObjection(PlanProblem.of(key, e.getOriginalMessage()), ExitCode.USAGE);
      case CORRUPT_DATA ->
          new PlanObjection(PlanProblem.of(key, e.getOriginalMessage()), ExitCode.DATA);
      default -> throw e;
    };
  }

  /**
   * Gives up a snapshot of which a file is not what was written: every one of them is read, because
   * what is found now ends no run in its middle.
   */
  void requireSound() {
    if (answers() && plan.snapshot() != null) {
      try {
        Snapshot.open(Path.of(plan.snapshot())).verifyFiles();
      } catch (ApplicationFailure e) {
        objections.add(objection(key, e));
        close();
        server = null;
      }
    }
  }

  /** Whether it can be asked on. */
  boolean answers() {
    return server != null;
  }

  ChromaServer server() {
    return server;
  }

  String url() {
    return plan.url();
  }

  /** Gives up a target that loses what it is given. */
  void requireRelease() {
    if (answers()) {
      try {
        SupportedReleases.requireTarget(plan.url(), server.version());
      } catch (UnsupportedReleaseException e) {
        giveUp(explain(e));
      }
    }
  }

  List<CollectionInfo> collections() {
    return asked(ChromaServer::collections, List.of());
  }

  long count(CollectionInfo collection) {
    return asked(each -> each.count(collection), 0L);
  }

  /** The first records of a collection in the server's order, no more than so many. */
  List<ChromaRecord> firstRecords(CollectionInfo collection, int most) {
    return asked(
        each -> {
          List<ChromaRecord> records = new ArrayList<>();
          List<String> ids = each.firstIds(collection, most);
          if (!ids.isEmpty()) {
            each.records(collection, ids, records::add);
          }
          return records;
        },
        List.of());
  }

  private <T> T asked(Function<ChromaServer, T> question, T otherwise) {
    if (!answers()) {
      return otherwise;
    }
    try {
      return question.apply(server);
    } catch (ChromaException e) {
      giveUp(
          e.kind() == ChromaException.Kind.NOT_FOUND
              ? explain(e)
              : ServerFailure.of(e).orElseThrow());
      return otherwise;
    }
  }

  private void giveUp(Failure failure) {
    objections.add(PlanObjection.of(key, failure));
    close();
    server = null;
  }

  @Override
  public void close() {
    if (answers()) {
      server.close();
    }
  }

  private Failure explain(ChromaException e) {
    if (e.kind() == ChromaException.Kind.NOT_FOUND) {
      return Failure.usage(
          "The %s %s has no tenant %s with a database %s; mend %s in the plan."
              .formatted(key, plan.url(), plan.tenant(), plan.database(), key),
          e);
    }
    if (e instanceof UnsupportedReleaseException) {
      return Failure.usage("The %s cannot be used: %s".formatted(key, e.getMessage()), e);
    }
    if (e instanceof UntrustedServerException) {
      return Failure.unreachable(
          "The %s %s cannot be used: %s".formatted(key, plan.url(), e.getMessage()), e);
    }
    return Failure.unreachable(
        "The %s %s cannot be used: %s Start it, or mend %s in the plan."
            .formatted(key, plan.url(), e.getMessage(), key),
        e);
  }
}
