package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import picocli.CommandLine.Command;

@Command(
    name = "thaw",
    description = "Lets writes pass again, to the server that requests go to.",
    footer = {"", "Exit codes: 0 done, 2 wrong usage, 3 the gate cannot be reached, 4 it refused."})
@Guide(
    group = CommandGroup.STACK,
    who = "whoever has the gate's token",
    changes = "writes pass",
    examples =
        "gate thaw --token-file gate.token --migration kb-to-1x --by ann --why 'the export is called off'")
final class GateThawCommand extends GateOrderVerb {

  GateThawCommand(Session session) {
    super(session);
  }

  @Override
  void complete(ObjectNode order, String mode) {
    order.put("mode", mode.startsWith("switched") ? "switched" : "open");
  }
}
