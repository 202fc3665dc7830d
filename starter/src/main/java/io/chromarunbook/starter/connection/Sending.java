package io.chromarunbook.starter.connection;

import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.workflows.runbook.Reply;
import io.grpc.StatusRuntimeException;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One message to a run: by the update, which answers; and where no worker takes it in, by the
 * signal of the same name with the same request, which counts once.
 */
final class Sending {

  /** How long a run may look at servers before it answers, and a person waits for that. */
  private static final Duration WORK_PATIENCE = Duration.ofMinutes(2);

  private final Migrations migrations;
  private final WorkflowClient client;
  private final Duration patience;
  private final String id;
  private final String message;
  private final String requestId;
  private final Object record;
  private final CompletableFuture<Boolean> taken = new CompletableFuture<>();
  private final CompletableFuture<Reply> answer = new CompletableFuture<>();

  Sending(
      Migrations migrations,
      WorkflowClient client,
      Duration patience,
      String id,
      String message,
      String requestId,
      Object record) {
    this.migrations = migrations;
    this.client = client;
    this.patience = patience;
    this.id = id;
    this.message = message;
    this.requestId = requestId;
    this.record = record;
  }

  Delivery deliver() {
    Thread update = new Thread(this::update, "update-" + message);
    update.setDaemon(true);
    update.start();
    try {
      taken.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(false);
      signal();
      return new Delivery.Recorded(requestId);
    } catch (ExecutionException e) {
      return failed(e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    try {
      return new Delivery.Answered(answer.get(WORK_PATIENCE.toSeconds(), TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      return new Delivery.Taken(requestId);
    } catch (ExecutionException e) {
      return failed(e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while waiting for an answer", e);
  }

  private void update() {
    long patientUntil = System.nanoTime() + patience.toNanos();
    while (!answer.isDone()) {
      try {
        WorkflowUpdateHandle<Reply> handle = accepted();
        taken.complete(true);
        answer.complete(handle.getResult());
      } catch (WorkflowServiceException e) {
        // A call is given up sooner than a worker is; the same request counts once.
        if (!Migrations.noWorker(e) || (!taken.isDone() && System.nanoTime() > patientUntil)) {
          failWith(e);
        }
      } catch (RuntimeException e) {
        failWith(e);
      }
    }
  }

  private WorkflowUpdateHandle<Reply> accepted() {
    return client
        .newUntypedWorkflowStub(id)
        .startUpdate(
            UpdateOptions.newBuilder(Reply.class)
                .setUpdateName(message)
                .setUpdateId(requestId)
                .setWaitForStage(WorkflowUpdateStage.ACCEPTED)
                .build(),
            record);
  }

  private void failWith(RuntimeException e) {
    answer.completeExceptionally(e);
    taken.completeExceptionally(e);
  }

  private Delivery failed(Throwable cause) {
    if (cause instanceof WorkflowNotFoundException) {
      KnownRun run = migrations.describe(id);
      if (run.brokenOff()) {
        throw new RunBrokenOff(migrations.brokenOff(run));
      }
      throw Failure.refused(
          "The migration "
              + id
              + " has ended and takes no more messages; see "
              + Commands.of("report " + id));
    }
    if (cause instanceof WorkflowUpdateException refused) {
      return new Delivery.Answered(new Reply.Refused(reason(refused)));
    }
    if (cause instanceof WorkflowServiceException service && Migrations.noWorker(service)) {
      signal();
      return new Delivery.Recorded(requestId);
    }
    if (cause instanceof RuntimeException other) {
      throw other instanceof WorkflowServiceException || other instanceof StatusRuntimeException
          ? unsettled(other)
          : other;
    }
    throw new IllegalStateException(cause);
  }

  private static String reason(WorkflowUpdateException refused) {
    return refused.getCause() instanceof ApplicationFailure failure
        ? failure.getOriginalMessage()
        : String.valueOf(refused.getMessage());
  }

  private Failure unsettled(RuntimeException e) {
    return Failure.unreachable(
        migrations.broken(e).getMessage()
            + "; whether it took in this "
            + message
            + " is not known: see "
            + Commands.of("status " + id)
            + " then",
        e);
  }

  private void signal() {
    try {
      client.newUntypedWorkflowStub(id).signal(message, record);
    } catch (WorkflowNotFoundException e) {
      throw migrations.unknown(id);
    } catch (WorkflowServiceException e) {
      throw migrations.broken(e);
    }
  }
}
