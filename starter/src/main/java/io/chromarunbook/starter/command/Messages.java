package io.chromarunbook.starter.command;

import io.chromarunbook.client.ClientFailure;
import io.chromarunbook.client.Delivery;
import io.chromarunbook.client.Follower;
import io.chromarunbook.client.RunMessage;
import io.chromarunbook.client.SilentWorker;
import io.chromarunbook.starter.connection.CallFailure;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.StepName;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.runbook.ControlMessage;
import io.chromarunbook.workflows.runbook.Reply;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Sends a person's message to a run and says what became of it. */
final class Messages {

  /** A refusal for which no server has to be looked at comes within this. */
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private final Session session;

  Messages(Session session) {
    this.session = session;
  }

  /**
   * Sends what is made for a new request.
   *
   * @throws Failure with the run's reason where it refuses
   */
  <T extends ControlMessage> int send(
      String id, RunMessage<T> message, Function<String, T> contentOf) {
    return told(id, deliver(id, message, contentOf));
  }

  /** The same, and says nothing yet of what became of it. */
  <T extends ControlMessage> Delivery deliver(
      String id, RunMessage<T> message, Function<String, T> contentOf) {
    RunAtHand.of(session, id).mustTakeMessages();
    return session.migrations().send(id, message, contentOf.apply(UUID.randomUUID().toString()));
  }

  /**
   * The same, and waits for the run's own answer however long the run looks for it, and for a
   * worker where none is there. It counts once, however often it is sent.
   *
   * @throws Failure with the run's reason where it refuses
   */
  <T extends ControlMessage> int sendUntilAnswered(
      String id, RunMessage<T> message, Function<String, T> contentOf) {
    RunAtHand.of(session, id).mustTakeMessages();
    T content = contentOf.apply(UUID.randomUUID().toString());
    try (Farewell farewell = Farewell.of(session.terminal(), id)) {
      Optional<Delivery> answered = tried(id, message, content);
      while (answered.isEmpty()) {
        awaitWorker(id);
        answered = tried(id, message, content);
      }
      farewell.spare();
      return told(id, answered.get());
    }
  }

  /** What the run answers; nothing, and why, where it cannot yet. */
  private <T extends ControlMessage> Optional<Delivery> tried(
      String id, RunMessage<T> message, T content) {
    try {
      Delivery delivery = session.migrations().send(id, message, content);
      if (delivery instanceof Delivery.Answered) {
        return Optional.of(delivery);
      }
      session
          .terminal()
          .complain(
              delivery instanceof Delivery.Recorded
                  ? "Recorded; no worker is there to look at it, and this waits for one. Start one"
                      + " with "
                      + Commands.of("up")
                  : "Taken in; the run still looks whether it is so, and this waits for its"
                      + " answer.");
    } catch (ClientFailure.UnsettledMessage | ClientFailure.Unanswered e) {
      session.terminal().complain(CallFailure.of(e).getMessage() + "; this waits for it.");
    }
    return Optional.empty();
  }

  /**
   * The same, and waits no longer than it takes until the run has it.
   *
   * @throws Failure with the run's reason where it refuses at once
   */
  <T extends ControlMessage> int sendWithoutWaiting(
      String id, RunMessage<T> message, Function<String, T> contentOf) {
    RunAtHand.of(session, id).mustTakeMessages();
    T content = contentOf.apply(UUID.randomUUID().toString());
    return told(id, session.migrations().send(id, message, content, AT_ONCE));
  }

  private void awaitWorker(String id) {
    while (true) {
      try {
        var ignored = session.migrations().status(id);
        return;
      } catch (SilentWorker | ClientFailure.Unanswered e) {
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(Follower.PACE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a worker", e);
    }
  }

  /**
   * Says what became of a message.
   *
   * @throws Failure with the run's reason where it refuses
   */
  int told(String id, Delivery delivery) {
    Terminal terminal = session.terminal();
    if (delivery instanceof Delivery.Recorded recorded) {
      session.undecided(
          "Recorded as request "
              + recorded.requestId()
              + ": no worker is answering now, it counts as soon as one does. Start one with "
              + Commands.of("up"));
      return ExitCode.DONE;
    }
    if (delivery instanceof Delivery.Taken) {
      session.undecided(
          "Taken in: the run looks at the servers before it answers, and that takes longer than"
              + " usual. See what comes of it with "
              + Commands.of("status " + Commands.word(id)));
      return ExitCode.DONE;
    }
    Reply reply = ((Delivery.Answered) delivery).reply();
    if (reply instanceof Reply.Refused refused) {
      throw Failure.refused("Refused: " + refused.reason());
    }
    terminal.say(terminal.paint().good("✓ ") + ((Reply.Accepted) reply).message());
    showState(id);
    return ExitCode.DONE;
  }

  private void showState(String id) {
    try {
      MigrationStatus status = session.migrations().status(id);
      session.terminal().say(id + ": " + status.state() + " at " + StepName.of(status.step()));
      if (!status.next().isEmpty()) {
        session.offer(status.next());
      }
    } catch (SilentWorker | ClientFailure.Unanswered e) {
      session.terminal().say("See where it stands with " + Commands.of("status " + id));
    }
  }
}
