package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "report",
    description =
        "Says which clients ask through a gate, by which API, and whose writes are refused.",
    footer = {
      "",
      "Exit codes: 0 done, 2 wrong usage, 3 the gate cannot be reached, 4 wrong token."
    })
@Guide(
    group = CommandGroup.STACK,
    who = "whoever has the gate's token",
    changes = "nothing",
    examples = "gate report --admin http://127.0.0.1:8081 --token-file gate.token")
final class GateReportCommand extends Verb {

  @Mixin private GateAddress gate;

  @Option(names = "--json", description = "Answer with the gate's whole status in JSON.")
  private boolean json;

  GateReportCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    JsonNode status = gate.connection().status();
    if (json) {
      session().answer(status);
      return ExitCode.DONE;
    }
    TextTable clients = new TextTable().row("client", "api", "requests", "last", "agent");
    status
        .path("clients")
        .forEach(each -> clients.row(cells(each, "address", "api", "requests", "last", "agent")));
    terminal().say(clients.lines());
    TextTable refused =
        new TextTable().row("refused", "operation", "collection", "times", "last", "agent");
    JsonNode writers = status.at("/refused/clients");
    writers.forEach(
        each ->
            refused.row(
                cells(each, "address", "operation", "collection", "refused", "last", "agent")));
    if (writers.isEmpty()) {
      say(
          "No write was refused since "
              + GateStatusCommand.moment(status.path("refused"), "since")
              + ".");
    } else {
      say("");
      terminal().say(refused.lines());
    }
    return ExitCode.DONE;
  }

  private static String[] cells(JsonNode line, String... fields) {
    String[] cells = new String[fields.length];
    for (int each = 0; each < fields.length; each++) {
      cells[each] =
          fields[each].equals("last")
              ? GateStatusCommand.moment(line, "last")
              : GateStatusCommand.text(line, fields[each]);
    }
    return cells;
  }
}
