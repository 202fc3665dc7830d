package io.chromarunbook.starter.command;

import io.chromarunbook.client.RunMessage;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.runbook.HoldDecision;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "decide",
    description =
        "Decides in a HOLD; no-go stops a migration at any time before the switch; stay answers the window that asks whether to go back.")
@Guide(
    group = CommandGroup.DECIDE,
    who =
        "retry, repair and replay: operations-lead or dba; no-go: every role that a gate of the plan asks; stay: operations-lead, dba or on-call",
    changes =
        "retry, repair and replay write the records concerned at the target once more; no-go ends the migration and undoes what was done; stay changes nothing",
    examples = {
      "decide kb-to-1x retry --by bo --collection reference",
      "decide kb-to-1x no-go --by cy --reason 'counts do not match'",
      "decide kb-to-1x stay --by ann --reason 'the errors are a batch job of ours'"
    })
final class DecideCommand extends Verb {

  @Parameters(index = "0", paramLabel = "ID", description = "The migration.")
  private String id;

  @Parameters(
      index = "1",
      paramLabel = "retry|repair|replay|no-go|stay",
      converter = ChoiceConverter.class,
      description = "What to do.")
  private Choice choice;

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who decides.")
  private String by;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it goes into the report.")
  private String reason;

  @Option(
      names = "--collection",
      paramLabel = "NAME",
      description = "The one to retry, repair or replay; all it concerns by default.")
  private String collection;

  DecideCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    return new Messages(session())
        .send(
            id,
            RunMessage.DECIDE,
            request -> new HoldDecision(request, choice, collection, by, reason));
  }

  /** Reads a choice as people write it. */
  static final class ChoiceConverter implements ITypeConverter<Choice> {
    @Override
    public Choice convert(String text) {
      for (Choice choice : Choice.values()) {
        if (choice.label().equals(text)) {
          return choice;
        }
      }
      throw new CommandLine.TypeConversionException(
          "there is no choice '"
              + text
              + "'; the choices are retry, repair, replay, no-go and stay");
    }
  }
}
