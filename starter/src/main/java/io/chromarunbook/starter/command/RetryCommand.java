package io.chromarunbook.starter.command;

import io.chromarunbook.client.RunMessage;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.runbook.HoldDecision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "retry",
    description = "Copies one collection again, in a HOLD; the same as decide ID retry for it.")
@Guide(
    group = CommandGroup.DECIDE,
    who = "operations-lead or dba",
    changes = "that collection is written at the target once more",
    examples = "retry kb-to-1x --collection reference --by bo")
final class RetryCommand extends Verb {

  @Parameters(paramLabel = "ID", description = "The migration.")
  private String id;

  @Option(
      names = "--collection",
      required = true,
      paramLabel = "NAME",
      description = "Its name at the source.")
  private String collection;

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who decides.")
  private String by;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it goes into the report.")
  private String reason;

  RetryCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    return new Messages(session())
        .send(
            id,
            RunMessage.DECIDE,
            request -> new HoldDecision(request, Choice.RETRY, collection, by, reason));
  }
}
