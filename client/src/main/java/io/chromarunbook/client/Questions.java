package io.chromarunbook.client;

import io.chromarunbook.workflows.runbook.RunbookWorkflow;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowQueryException;
import io.temporal.client.WorkflowServiceException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a run itself is asked, through its worker; a dry-run answers the same questions. */
final class Questions {

  /** How long a question may take before nobody is there to answer it. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Connection connection;

  Questions(Connection connection) {
    this.connection = connection;
  }

  <T> T ask(String id, Function<RunbookWorkflow, T> question) throws SilentWorker {
    RunbookWorkflow run = connection.client().newWorkflowStub(RunbookWorkflow.class, id);
    try {
      return withinPatience(() -> question.apply(run));
    } catch (WorkflowNotFoundException e) {
      throw connection.unknown(id);
    } catch (WorkflowQueryException e) {
      throw new SilentWorker(e);
    } catch (WorkflowServiceException e) {
      // A question that got no answer in time says nothing of who kept silent.
      if (Connection.noWorker(e) && connection.endpoint().answers()) {
        throw new SilentWorker(e);
      }
      throw connection.unanswered(e);
    }
  }

  /** Left alone, the client asks again and again for minutes, and people take that for a hang. */
  private static <T> T withinPatience(Supplier<T> question) {
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try (CancellableContext limited =
        Context.current().withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS, clock)) {
      Context before = limited.attach();
      try {
        return question.get();
      } finally {
        limited.detach(before);
      }
    } finally {
      var ignored = clock.shutdownNow();
    }
  }
}
