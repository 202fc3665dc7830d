package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "switch",
    description = "Leads to the target from now on, and lets writes pass; a frozen gate only.",
    footer = {"", "Exit codes: 0 done, 2 wrong usage, 3 the gate cannot be reached, 4 it refused."})
@Guide(
    group = CommandGroup.STACK,
    who = "whoever has the gate's token",
    changes = "requests go to the target",
    examples =
        "gate switch --token-file gate.token --target http://10.0.0.6:8000 --migration kb-to-1x --by ann --why GO")
final class GateSwitchCommand extends GateOrderVerb {

  @Option(
      names = "--target",
      paramLabel = "URL",
      description = "Where it is to lead; the one the gate was started with if not given.")
  private String target;

  GateSwitchCommand(Session session) {
    super(session);
  }

  @Override
  void complete(ObjectNode order, String mode) {
    order.put("mode", "switched");
    if (target != null) {
      order.putObject("target").put("url", target);
    }
  }
}
