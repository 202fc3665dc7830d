package io.chromarunbook.starter.command;

import io.chromarunbook.client.ListedRun;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.starter.connection.Belonging;
import io.chromarunbook.starter.history.FolderHistory;
import io.chromarunbook.starter.history.RunLine;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.RunTable;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.starter.terminal.WrappedText;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = {
      "Lists all migrations, also ended ones: state, step, age, and who each waits for.",
      "Where Temporal does not answer, it goes by the files in RUNBOOK_HOME, says so, and exits 3."
    })
@Guide(
    group = CommandGroup.WATCH,
    who = "anybody",
    changes = "nothing",
    examples = {"list", "list --json"})
final class ListCommand extends Verb {

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  ListCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    TemporalAnswer<List<ListedRun>> temporal = TemporalAnswer.asked(session(), Migrations::listed);
    if (temporal instanceof TemporalAnswer.Answers<List<ListedRun>> answers) {
      return show(RunList.of(answers.answer(), session().home()), "");
    }
    String problem = ((TemporalAnswer.Silent<List<ListedRun>>) temporal).problem();
    return show(RunList.of(List.of(), session().home()), problem);
  }

  private int show(List<RunLine> lines, String problem) {
    if (json) {
      session().answer(RunListDocument.of(lines, session(), problem));
    } else {
      showText(lines, problem);
    }
    if (problem.isEmpty()) {
      return ExitCode.DONE;
    }
    terminal().complain(terminal().paint().bad("✗ ") + problem);
    return ExitCode.UNREACHABLE;
  }

  private void showText(List<RunLine> lines, String problem) {
    Instant now = Instant.now();
    if (!problem.isEmpty()) {
      terminal()
          .say(
              WrappedText.of("! ", byFiles(lines, now), terminal().columns()).stream()
                  .map(terminal().paint()::warning)
                  .toList());
    }
    if (lines.isEmpty()) {
      say(
          "There is no migration in "
              + session().home().root()
              + (problem.isEmpty() ? ", nor at Temporal " + migrations().place() : "")
              + ".");
      say("Next: " + terminal().paint().accent(Commands.of("start plan.yaml")));
      return;
    }
    Optional<String> ours = Belonging.home(session().home(), session().environment());
    terminal()
        .say(
            new RunTable(terminal().paint(), Times.local(), now, terminal().columns(), ours)
                .lines(lines));
    say("Next: " + terminal().paint().accent(next(lines, problem.isEmpty())));
  }

  /** What waits for people comes first, then what goes on; of what has ended its story is left. */
  private static String next(List<RunLine> lines, boolean answered) {
    return lines.stream()
        // Without Temporal nobody answers for one that is under way, but its files tell its story.
        .filter(line -> answered && line.endedAt() == null)
        .min(Comparator.comparing(line -> line.awaiting().isEmpty()))
        .map(line -> Commands.of("status " + Commands.word(line.id())))
        .orElseGet(() -> Commands.of("history " + Commands.word(lines.get(0).id())));
  }

  private String byFiles(List<RunLine> lines, Instant now) {
    return "Temporal does not answer"
        + FolderHistory.temporalSilentSince(session().home())
            .map(since -> " since " + Times.local().of(since, now))
            .orElse("")
        + ", so this is by the files in "
        + session().home().root()
        + lines.stream()
            .map(RunLine::asOf)
            .max(Comparator.naturalOrder())
            .map(last -> ", of which the last was written at " + Times.local().of(last, now))
            .orElse("")
        + "; what happened since is not in it.";
  }
}
