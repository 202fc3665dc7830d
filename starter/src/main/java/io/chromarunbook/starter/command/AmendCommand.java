package io.chromarunbook.starter.command;

import io.chromarunbook.client.RunMessage;
import io.chromarunbook.starter.planning.PlanFile;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.workflows.runbook.Amendment;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "amend",
    description = {
      "Puts a new plan in force that differs only in transform, quarantine or the bounds of validation.",
      "It can be sent in a HOLD of step 3 or 5, or while a gate is open."
    })
@Guide(
    group = CommandGroup.DECIDE,
    who = "operations-lead or dba",
    changes = "the plan the migration goes by; what was approved before lapses",
    examples = "amend kb-to-1x plan.yaml --by bo --reason 'lang gets a default'")
final class AmendCommand extends Verb {

  @Parameters(index = "0", paramLabel = "ID", description = "The migration.")
  private String id;

  @Parameters(
      index = "1",
      paramLabel = "PLAN",
      description = "The whole plan as it is to be from now on.")
  private Path file;

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who amends it.")
  private String by;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it goes into the report.")
  private String reason;

  AmendCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    PlanFile written = PlanFile.read(file).withId(id);
    return new Messages(session())
        .send(id, RunMessage.AMEND, request -> new Amendment(request, by, reason, written.plan()));
  }
}
