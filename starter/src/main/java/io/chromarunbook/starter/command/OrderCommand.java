package io.chromarunbook.starter.command;

import io.chromarunbook.workflows.runbook.Order;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A person's order to a run; the message has the command's name. */
abstract class OrderCommand extends Verb {

  private final String message;

  @Parameters(paramLabel = "ID", description = "The migration.")
  private String id;

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who orders it.")
  private String by;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it goes into the report.")
  private String reason;

  OrderCommand(Session session, String message) {
    super(session);
    this.message = message;
  }

  /** How many records at the target are given up, or "unknown"; null for none. */
  String acceptedLoss() {
    return null;
  }

  /** In which state of the source to go back all the same; null for none. */
  String acceptedSource() {
    return null;
  }

  @Override
  public Integer call() {
    return new Messages(session())
        .send(
            id,
            message,
            requestId -> new Order(requestId, by, reason, acceptedLoss(), acceptedSource()));
  }
}
