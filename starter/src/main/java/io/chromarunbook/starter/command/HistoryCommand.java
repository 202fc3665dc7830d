package io.chromarunbook.starter.command;

import io.chromarunbook.starter.history.HistoryLine;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.HistoryText;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.starter.terminal.WrappedText;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "history",
    description = {
      "Says what happened in a migration, in words and in the order of time.",
      "It goes by Temporal's events and the files of the run; by the files alone where Temporal "
          + "does not answer, or does not know the run any more. It needs no worker. It exits 3 "
          + "where Temporal would know more."
    })
@Guide(
    group = CommandGroup.WATCH,
    who = "anybody",
    changes = "nothing",
    examples = {"history kb-to-1x", "history kb-to-1x --json"})
final class HistoryCommand extends Verb {

  @Parameters(paramLabel = "ID", description = "The migration.")
  private String id;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  HistoryCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    RunStory story = RunStory.of(session(), id);
    if (json) {
      session().answer(story.document());
    } else {
      show(story);
    }
    story.damage().forEach(terminal()::complain);
    if (story.complete()) {
      return ExitCode.DONE;
    }
    terminal().complain(terminal().paint().bad("✗ ") + story.problem());
    return ExitCode.UNREACHABLE;
  }

  private void show(RunStory story) {
    Instant now = Instant.now();
    List<HistoryLine> lines = story.lines();
    story
        .note()
        .ifPresent(
            note ->
                terminal()
                    .say(
                        WrappedText.of("! ", note, terminal().columns()).stream()
                            .map(terminal().paint()::warning)
                            .toList()));
    terminal()
        .say(HistoryText.of(lines, terminal().paint(), Times.local(), terminal().columns(), now));
    say("Next: " + terminal().paint().accent(Commands.of("status " + Commands.word(id))));
  }
}
