package io.chromarunbook.client;

import io.chromarunbook.client.ClientFailure.BrokenOffRun;
import io.chromarunbook.client.ClientFailure.EndedRun;
import io.chromarunbook.client.ClientFailure.UnsettledMessage;
import io.chromarunbook.workflows.runbook.ControlMessage;
import io.chromarunbook.workflows.runbook.Reply;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One message to a run: by the update, which answers; and where no worker takes it in, by the
 * signal of the same name with the same request, which counts once.
 *
 * @param <T> what is said with it
 */
final class Sending<T extends ControlMessage> {

  private final Migrations migrations;
  private final Connection connection;
  private final Duration patience;
  private final Duration answerPatience;
  private final String id;
  private final RunMessage<T> message;
  private final T content;
  private final CompletableFuture<Boolean> taken = new CompletableFuture<>();
  private final CompletableFuture<Reply> answer = new CompletableFuture<>();

  /**
   * A message on its way.
   *
   * @param patience how long a worker may take to take it in, before it goes by the other door
   * @param answerPatience how long the run may look before it answers, once it was taken in
   */
  Sending(
      Migrations migrations,
      Connection connection,
      Duration patience,
      Duration answerPatience,
      String id,
      RunMessage<T> message,
      T content) {
    this.migrations = migrations;
    this.connection = connection;
    this.patience = patience;
    this.answerPatience = answerPatience;
    this.id = id;
    this.message = message;
    this.content = content;
  }

  Delivery deliver() {
    Thread update = new Thread(this::update, "update-" + message.name());
    update.setDaemon(true);
    update.start();
    try {
      taken.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(false);
      signal();
      return new Delivery.Recorded(content.requestId());
    } catch (ExecutionException e) {
      return failed(e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    try {
      return new Delivery.Answered(answer.get(answerPatience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return new Delivery.Taken(content.requestId());
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
        WorkflowUpdateHandle<Reply> handle = message.ask(connection.client(), id, content);
        taken.complete(true);
        answer.complete(handle.getResult());
      } catch (WorkflowServiceException e) {
        // A call is given up sooner than a worker is; the same request counts once.
        if (!Connection.noWorker(e) || (!taken.isDone() && System.nanoTime() > patientUntil)) {
          failWith(e);
        }
      } catch (RuntimeException e) {
        failWith(e);
      }
    }
  }

  private void failWith(RuntimeException e) {
    answer.completeExceptionally(e);
    taken.completeExceptionally(e);
  }

  private Delivery failed(Throwable cause) {
    if (cause instanceof WorkflowNotFoundException) {
      KnownRun run = migrations.describe(id);
      throw run.brokenOff()
          ? new BrokenOffRun(connection.endpoint(), run)
          : new EndedRun(connection.endpoint(), id);
    }
    if (cause instanceof WorkflowUpdateException refused) {
      return new Delivery.Answered(new Reply.Refused(reason(refused)));
    }
    if (cause instanceof WorkflowServiceException service && Connection.noWorker(service)) {
      signal();
      return new Delivery.Recorded(content.requestId());
    }
    if (cause instanceof RuntimeException other) {
      throw other instanceof WorkflowServiceException || other instanceof StatusRuntimeException
          ? new UnsettledMessage(id, message.name(), connection.unanswered(other))
          : other;
    }
    throw new IllegalStateException(cause);
  }

  private static String reason(WorkflowUpdateException refused) {
    return refused.getCause() instanceof ApplicationFailure failure
        ? failure.getOriginalMessage()
        : String.valueOf(refused.getMessage());
  }

  private void signal() {
    try {
      message.leave(connection.client(), id, content);
    } catch (WorkflowNotFoundException e) {
      throw connection.unknown(id);
    } catch (WorkflowServiceException e) {
      throw connection.unanswered(e);
    }
  }
}
