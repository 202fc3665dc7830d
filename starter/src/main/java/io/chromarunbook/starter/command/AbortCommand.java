package io.chromarunbook.starter.command;

import io.chromarunbook.client.RunMessage;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(
    name = "abort",
    description = "Ends a migration before the switch and undoes what was done.",
    footer = {
      "",
      "On a terminal it says first what is undone, and asks; --yes leaves the question out."
    })
@Guide(
    group = CommandGroup.RUN,
    who = "operations-lead, dba or on-call",
    changes =
        "the migration ends; a frozen source takes writes again, and imported collections are kept or removed as the plan says",
    examples = "abort kb-to-1x --by ann --reason 'wrong target'")
final class AbortCommand extends UndoOrderCommand {

  AbortCommand(Session session) {
    super(session, RunMessage.ABORT);
  }

  @Override
  String question() {
    return "Abort " + id() + ", as " + by() + "?";
  }

  /** After the switch the run refuses it, and nothing is lost by that. */
  @Override
  boolean costs(Optional<MigrationStatus> status) {
    return status.map(MigrationStatus::wayBack).isEmpty();
  }
}
