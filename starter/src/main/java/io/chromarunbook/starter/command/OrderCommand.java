package io.chromarunbook.starter.command;

import io.chromarunbook.client.Delivery;
import io.chromarunbook.client.RunMessage;
import io.chromarunbook.workflows.runbook.Order;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A person's order to a run; the message has the command's name. */
abstract class OrderCommand extends Verb {

  private final RunMessage<Order> message;

  @Parameters(paramLabel = "ID", description = "The migration.")
  private String id;

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who orders it.")
  private String by;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it goes into the report.")
  private String reason;

  OrderCommand(Session session, RunMessage<Order> message) {
    super(session);
    this.message = message;
  }

  final String id() {
    return id;
  }

  final String by() {
    return by;
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
    return new Messages(session()).told(id, delivered());
  }

  /** Sends the order, and says nothing yet of what became of it. */
  final Delivery delivered() {
    return new Messages(session())
        .deliver(
            id,
            message,
            requestId -> new Order(requestId, by, reason, acceptedLoss(), acceptedSource()));
  }
}
