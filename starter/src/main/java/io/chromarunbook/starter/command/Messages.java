package io.chromarunbook.starter.command;

import io.chromarunbook.starter.connection.Delivery;
import io.chromarunbook.starter.connection.SilentWorker;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.StepName;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.runbook.Reply;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.util.UUID;
import java.util.function.Function;

/** Sends a person's message to a run and says what became of it. */
final class Messages {

  private final Session session;

  Messages(Session session) {
    this.session = session;
  }

  /**
   * Sends the record made for a new request.
   *
   * @throws Failure with the run's reason where it refuses
   */
  int send(String id, String message, Function<String, Object> recordOf) {
    RunAtHand.of(session, id).mustTakeMessages();
    String requestId = UUID.randomUUID().toString();
    Delivery delivery =
        session.migrations().send(id, message, requestId, recordOf.apply(requestId));
    Terminal terminal = session.terminal();
    if (delivery instanceof Delivery.Recorded recorded) {
      terminal.say(
          "Recorded as request "
              + recorded.requestId()
              + ": no worker is answering now, it counts as soon as one does. Start one with "
              + Commands.of("up"));
      return ExitCode.DONE;
    }
    if (delivery instanceof Delivery.Taken) {
      terminal.say(
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
        session.terminal().say("Next: " + session.terminal().paint().accent(status.next()));
      }
    } catch (SilentWorker e) {
      session.terminal().say("See where it stands with " + Commands.of("status " + id));
    }
  }
}
