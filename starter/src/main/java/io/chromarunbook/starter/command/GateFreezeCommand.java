package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import picocli.CommandLine.Command;

@Command(
    name = "freeze",
    description = "Refuses writes from now on; returns when those under way have ended.",
    footer = {"", "Exit codes: 0 done, 2 wrong usage, 3 the gate cannot be reached, 4 it refused."})
@Guide(
    group = CommandGroup.STACK,
    who = "whoever has the gate's token",
    changes = "writes are refused with 503 until thaw; reads go on",
    examples =
        "gate freeze --token-file gate.token --migration kb-to-1x --by ann --why 'the export begins'")
final class GateFreezeCommand extends GateOrderVerb {

  GateFreezeCommand(Session session) {
    super(session);
  }

  @Override
  void complete(ObjectNode order, String mode) {
    order.put("mode", mode.startsWith("switched") ? "switched-read-only" : "read-only");
  }
}
