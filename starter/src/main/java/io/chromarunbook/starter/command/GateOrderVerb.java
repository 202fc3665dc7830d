package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.starter.offline.GateConnection;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.text.Printable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all orders to a gate share. */
abstract class GateOrderVerb extends Verb {

  @Mixin private GateAddress gate;

  @Option(
      names = "--migration",
      paramLabel = "ID",
      description = "In whose name; needed where the gate belongs to a migration.")
  private String migration;

  @Option(
      names = "--by",
      required = true,
      paramLabel = "NAME",
      description = "Who gives the order.")
  private String by;

  @Option(names = "--why", paramLabel = "TEXT", description = "What for; it is logged.")
  private String why;

  @Option(names = "--json", description = "Answer with the gate's status in JSON.")
  private boolean json;

  GateOrderVerb(Session session) {
    super(session);
  }

  /** Completes the order for a gate that is in this mode. */
  abstract void complete(ObjectNode order, String mode);

  @Override
  public Integer call() {
    GateConnection connection = gate.connection();
    ObjectNode order = Json.MAPPER.createObjectNode().put("by", by);
    if (migration != null) {
      order.put("migration", migration);
    }
    if (why != null) {
      order.put("why", why);
    }
    complete(order, connection.status().path("mode").asText());
    JsonNode status = connection.order(order);
    if (json) {
      session().answer(status);
    } else {
      say(
          "The gate is "
              + Printable.of(status.path("mode").asText())
              + " for all requests from now on.");
      terminal().say(CutWriteLines.of(status));
    }
    return ExitCode.DONE;
  }
}
