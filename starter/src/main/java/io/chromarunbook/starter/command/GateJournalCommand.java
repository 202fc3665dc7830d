package io.chromarunbook.starter.command;

import io.chromarunbook.gate.journal.JournalEntry;
import io.chromarunbook.gate.journal.JournalReader;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.TextTable;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "journal",
    description =
        "Lists the writes that passed a gate which keeps a journal, and what came of each.",
    footer = {"", "Exit codes: 0 done, 2 no journal there, 5 it cannot be read."})
@Guide(
    group = CommandGroup.STACK,
    who = "whoever may read the gate's files",
    changes = "nothing",
    examples = "gate journal --state gate-state --json")
final class GateJournalCommand extends Verb {

  private static final int SHOWN = 50;

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "The directory that the gate was started with.")
  private Path state;

  @Option(names = "--json", description = "Answer with all writes in JSON, with their ids.")
  private boolean json;

  GateJournalCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    List<JournalEntry> writes = writes();
    if (json) {
      session().answer(writes);
      return ExitCode.DONE;
    }
    TextTable table =
        new TextTable().row("number", "at", "operation", "collection", "records", "came of it");
    writes.subList(Math.max(0, writes.size() - SHOWN), writes.size()).stream()
        .map(GateJournalCommand::cells)
        .forEach(table::row);
    terminal().say(table.lines());
    if (writes.size() > SHOWN) {
      say("These are the last " + SHOWN + " of " + writes.size() + "; --json has all.");
    }
    return ExitCode.DONE;
  }

  private List<JournalEntry> writes() {
    if (!Files.isDirectory(state.resolve("journal"))) {
      throw Failure.usage(
          state
              + " has no journal; a gate keeps one below its --state when it runs with --journal.");
    }
    try {
      return JournalReader.writes(state);
    } catch (IOException e) {
      throw Failure.data("The journal in " + state + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String[] cells(JournalEntry write) {
    return new String[] {
      write.number() + "",
      Times.local().of(write.at(), Instant.now()),
      write.operation(),
      write.collection() == null ? "–" : Printable.of(write.collection(), 60),
      write.ids() == null ? "?" : write.ids().size() + "",
      write.status() == null ? "unknown" : "answered " + write.status()
    };
  }
}
