package io.chromarunbook.starter.command;

import io.chromarunbook.client.RunMessage;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.workflows.runbook.Order;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.util.Optional;
import picocli.CommandLine.Option;

/** An order that undoes what a run did: on a terminal a person is told first what that costs. */
abstract class UndoOrderCommand extends OrderCommand {

  @Option(names = "--yes", description = "Do not ask, on a terminal either.")
  private boolean yes;

  UndoOrderCommand(Session session, RunMessage<Order> message) {
    super(session, message);
  }

  /** Whether somebody is there to be asked, and wants to be. */
  final boolean asks() {
    return terminal().canAsk() && !yes;
  }

  @Override
  public Integer call() {
    if (asks()) {
      RunAtHand.of(session(), id()).mustTakeMessages();
      UndoQuestion question = new UndoQuestion(session(), id());
      Optional<MigrationStatus> status = question.status();
      if (costs(status) && !question.agreed(status, question())) {
        say("Nothing was sent.");
        return ExitCode.REFUSED;
      }
    }
    return order();
  }

  /** What the person is asked. */
  abstract String question();

  /** Whether there is something to be asked about, in a run that stands like this. */
  boolean costs(Optional<MigrationStatus> status) {
    return true;
  }

  /** Sends the order. */
  int order() {
    return super.call();
  }
}
