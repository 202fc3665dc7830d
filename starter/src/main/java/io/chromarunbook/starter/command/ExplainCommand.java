package io.chromarunbook.starter.command;

import io.chromarunbook.starter.offline.ExplainedCheck;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.outcome.Nearest;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description = "Says what a check of the validation suite proves, and what it cannot.")
@Guide(
    group = CommandGroup.FILES,
    who = "anybody",
    changes = "nothing",
    examples = {"explain", "explain embeddings.equal"})
final class ExplainCommand extends Verb {

  @Parameters(
      arity = "0..1",
      paramLabel = "CHECK",
      description = "The check's id; without it all of them are listed.")
  private String id;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  ExplainCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    List<ExplainedCheck> all = ExplainedCheck.all();
    if (id == null) {
      list(all);
      return ExitCode.DONE;
    }
    ExplainedCheck check =
        all.stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() -> unknown(all));
    if (json) {
      session().answer(check);
      return ExitCode.DONE;
    }
    say(terminal().paint().bold(check.id()) + "  " + check.family() + ", " + check.severity());
    say("  requires       " + check.required());
    say("  proves         " + check.proves());
    say("  cannot show    " + check.cannot());
    say("  does not apply where " + check.notApplicable());
    return ExitCode.DONE;
  }

  private void list(List<ExplainedCheck> all) {
    if (json) {
      session().answer(all);
      return;
    }
    String family = "";
    for (ExplainedCheck check : all) {
      if (!check.family().equals(family)) {
        family = check.family();
        say(terminal().paint().bold(family));
      }
      say("  %-28s %-9s %s".formatted(check.id(), check.severity(), check.required()));
    }
  }

  private Failure unknown(List<ExplainedCheck> all) {
    String nearest = Nearest.of(id, all.stream().map(ExplainedCheck::id).toList()).orElseThrow();
    return Failure.usage(
        "There is no check '%s'; did you mean %s? All are listed by %s"
            .formatted(id, nearest, Commands.of("explain")));
  }
}
