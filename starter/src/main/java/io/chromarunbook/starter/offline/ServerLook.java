package io.chromarunbook.starter.offline;

import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.run.ServerAddresses;
import io.chromarunbook.activities.snapshotsource.SnapshotConnector;
import io.chromarunbook.chroma.AnswerTime;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.temporal.failure.ApplicationFailure;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * How a server of a plan answers this machine: asked one cheap question, which changes nothing.
 *
 * @param side "source" or "target"
 * @param url its address
 * @param state what became of the question
 * @param error why it was not answered, in one line without secrets; empty where it was
 * @param seconds it took
 */
public record ServerLook(String side, String url, State state, String error, double seconds) {

  /** What became of the question. */
  public enum State {
    /** It was answered. */
    ANSWERS,
    /** The server asks for patience: 429, 503. */
    OVERLOADED,
    /** It does not let us in. */
    CREDENTIALS,
    /** It was not answered, or not as it should be. */
    SILENT,
    /** It could not be asked from here: a secret or a certificate of the plan is not here. */
    NOT_ASKED
  }

  /** A person waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /** Of both servers of a plan, asked at once. */
  public static List<ServerLook> ofBoth(Plan plan, Map<String, String> environment) {
    ServerAddresses addresses = new ServerAddresses(new Secrets(environment::get));
    CompletableFuture<ServerLook> source =
        CompletableFuture.supplyAsync(() -> of("source", plan, plan.source(), addresses::source));
    ServerLook target = of("target", plan, plan.target(), addresses::target);
    return List.of(source.join(), target);
  }

  private static ServerLook of(
      String side, Plan plan, ServerPlan server, Function<Plan, ServerAddress> address) {
    long begun = System.nanoTime();
    State state;
    String error = "";
    try (ChromaServer asked =
        SnapshotConnector.toRead(ChromaServers::toRead)
            .connect(address.apply(plan).within(AnswerTime.InAll.fromNow(PATIENCE)))) {
      // Some servers are asked once more for each collection they list.
      var ignored = asked.collection("runbook-reach");
      state = State.ANSWERS;
    } catch (ApplicationFailure e) {
      state = State.NOT_ASKED;
      error = e.getOriginalMessage();
    } catch (UncheckedIOException e) {
      state = State.NOT_ASKED;
      error = String.valueOf(e.getCause().getMessage());
    } catch (ChromaException e) {
      state = state(e);
      error = e.brief();
    }
    return new ServerLook(
        side, server.url().toString(), state, error, (System.nanoTime() - begun) / 1e9);
  }

  private static State state(ChromaException failure) {
    if (failure.refusesCredentials()) {
      return State.CREDENTIALS;
    }
    return failure.kind() == ChromaException.Kind.OVERLOADED ? State.OVERLOADED : State.SILENT;
  }
}
