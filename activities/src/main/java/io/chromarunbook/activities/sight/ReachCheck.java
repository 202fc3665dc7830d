package io.chromarunbook.activities.sight;

import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.run.ServerAddresses;
import io.chromarunbook.activities.run.ServerConnector;
import io.chromarunbook.chroma.AnswerTime;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanProblem;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whether both servers of a plan answer this process and let it in. */
final class ReachCheck {

  /** A person waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ServerAddresses addresses;
  private final ServerConnector<? extends ChromaServer> connector;

  ReachCheck(Secrets secrets, ServerConnector<? extends ChromaServer> connector) {
    this.addresses = new ServerAddresses(secrets);
    this.connector = connector;
  }

  List<PlanProblem> problems(Plan plan) {
    List<PlanProblem> problems = new ArrayList<>();
    look("source", plan, addresses::source).ifPresent(problems::add);
    look("target", plan, addresses::target).ifPresent(problems::add);
    return problems;
  }

  private Optional<PlanProblem> look(String key, Plan plan, Function<Plan, ServerAddress> address) {
    try (ChromaServer server =
        connector.connect(address.apply(plan).within(AnswerTime.InAll.fromNow(PATIENCE)))) {
      // One cheap question: some servers are asked once more for each collection they list.
      var ignored = server.collection("runbook-reach");
      return Optional.empty();
    } catch (ApplicationFailure e) {
      // A secret or certificate is not there, which was told by its key.
      return Optional.empty();
    } catch (ChromaException e) {
      return Optional.of(
          PlanProblem.of(key, "the worker cannot use this server: " + e.getMessage()));
    }
  }
}
