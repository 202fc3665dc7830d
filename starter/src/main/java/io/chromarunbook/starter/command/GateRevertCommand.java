package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import picocli.CommandLine.Command;

@Command(
    name = "revert",
    description = "Leads back to the source, read-only until thaw.",
    footer = {"", "Exit codes: 0 done, 2 wrong usage, 3 the gate cannot be reached, 4 it refused."})
@Guide(
    group = CommandGroup.STACK,
    who = "whoever has the gate's token",
    changes = "requests go to the source again; writes are refused",
    examples =
        "gate revert --token-file gate.token --migration kb-to-1x --by ann --why 'rolled back'")
final class GateRevertCommand extends GateOrderVerb {

  GateRevertCommand(Session session) {
    super(session);
  }

  @Override
  void complete(ObjectNode order, String mode) {
    order.put("mode", "read-only");
  }
}
