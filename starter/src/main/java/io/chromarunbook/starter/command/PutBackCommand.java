package io.chromarunbook.starter.command;

import io.chromarunbook.starter.offline.PutBackExample;
import io.chromarunbook.starter.offline.PutBackGroup;
import io.chromarunbook.starter.offline.PutBackResult;
import io.chromarunbook.starter.offline.PuttingBack;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.RecordProgress;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.text.Counts;
import io.chromarunbook.workflows.text.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "put-back",
    description = {
      "Brings records that a rollback left at the target to the source: where the source still is what the snapshot says; the others are listed.",
      "Without --apply it only shows what it would do."
    },
    footer = {
      "",
      "It needs neither Temporal nor a worker, and is harmless to repeat. What became of each record lies in put-back.json in the run's folder.",
      "Exit codes: 0 shown, or all at the source; 2 wrong usage; 3 the source is unreachable; 4 refused, or the disk takes no file; 5 some are not at the source, or a file is damaged."
    })
@Guide(
    group = CommandGroup.FILES,
    who = "with --apply operations-lead or dba; else anybody",
    changes = "with --apply the source gets those records; else nothing",
    examples = {"put-back kb-to-1x", "put-back kb-to-1x --apply --by ann"})
final class PutBackCommand extends Verb {

  // Some ids are pages long; whole they are in the file.
  private static final int LONGEST_SHOWN = 200;

  /** What turns looking into doing. */
  private static final class Order {

    @Option(names = "--apply", required = true, description = "Do it.")
    private boolean apply;

    @Option(
        names = "--by",
        required = true,
        paramLabel = "NAME",
        description = "Who orders it: an operations-lead or dba of the plan.")
    private String by;

    @Option(
        names = "--deletions",
        paramLabel = "N",
        description = "Agree to N records being deleted at the source.")
    private long deletions;
  }

  @Parameters(paramLabel = "ID", description = "The migration.")
  private String id;

  @ArgGroup(exclusive = false)
  private Order order;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  PutBackCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Terminal narration = json ? terminal().besideAnswer() : terminal();
    PuttingBack puttingBack =
        PuttingBack.of(
            session().home(),
            id,
            session().environment(),
            new RecordProgress(narration)::done,
            terminal()::complain);
    if (puttingBack.nothingToDo()) {
      return nothing();
    }
    return order != null && order.apply ? apply(puttingBack) : look(puttingBack);
  }

  private int nothing() {
    if (json) {
      session().answer(Map.of("migration", id, "records", List.of(), "notAtSource", 0));
    } else {
      say(id + " was rolled back before traffic was switched: it left nothing behind.");
    }
    return ExitCode.DONE;
  }

  private int look(PuttingBack puttingBack) {
    puttingBack.look(
        result -> {
          if (json) {
            print(result.document());
          } else {
            show(result);
            end(result);
          }
        });
    return ExitCode.DONE;
  }

  private void end(PutBackResult result) {
    result
        .frozen()
        .ifPresent(
            how ->
                say(
                    terminal().paint().warning("! ")
                        + "The source refuses writes now ("
                        + Printable.of(how)
                        + "); let it take writes again before --apply."));
    say("Nothing was changed at the source.");
    boolean open =
        result.groups().stream().anyMatch(group -> group.end() == PutBackGroup.End.WOULD_BE);
    if (open) {
      say("Next: " + terminal().paint().accent(next(result)));
    }
  }

  private String next(PutBackResult result) {
    List<String> words = new ArrayList<>(List.of("put-back", id, "--apply", "--by"));
    words.add(result.mayOrder().stream().findFirst().orElse(RunbookCommand.ANYBODY));
    if (result.toDelete() > 0) {
      words.addAll(List.of("--deletions", "" + result.toDelete()));
    }
    return RunbookCommand.of(words.toArray(String[]::new));
  }

  private int apply(PuttingBack puttingBack) {
    PutBackResult result = puttingBack.apply(order.by, order.deletions);
    if (json) {
      print(result.document());
    } else {
      show(result);
      say("What became of each record: " + result.document());
    }
    if (result.notAtSource() == 0) {
      return ExitCode.DONE;
    }
    terminal()
        .complain(
            terminal().paint().bad("✗ ")
                + String.format(
                    Locale.ROOT,
                    "%,d of the records left behind are not at the source; %s says why",
                    result.notAtSource(),
                    result.document()));
    return ExitCode.DATA;
  }

  private void show(PutBackResult result) {
    Instant now = Instant.now();
    say(
        String.format(
            Locale.ROOT,
            "%s left %s at %s, read at %s",
            terminal().paint().bold(id),
            Counts.of(result.records(), "record"),
            Printable.of(result.target()),
            Times.local().of(result.readAt(), now)));
    say("The source is " + Printable.of(result.source()));
    result.groups().forEach(this::show);
    if (!result.others().isEmpty()) {
      say(
          "Not looked at, because this run did not make them: "
              + Printable.of(String.join(", ", result.others())));
    }
  }

  private void show(PutBackGroup group) {
    say(
        "  "
            + mark(group.end())
            + String.format(
                Locale.ROOT, " %,d %s: %s", group.records(), group.kind(), group.words()));
    for (PutBackExample example : group.examples()) {
      say("      " + Printable.of(example.id(), LONGEST_SHOWN) + " in " + example.collection());
      say("        " + Printable.of(example.reason(), LONGEST_SHOWN));
    }
    if (!group.examples().isEmpty() && group.records() > group.examples().size()) {
      say(
          String.format(
              Locale.ROOT, "      and %,d more", group.records() - group.examples().size()));
    }
  }

  private String mark(PutBackGroup.End end) {
    return switch (end) {
      case AT_SOURCE -> terminal().paint().good("✓");
      case WOULD_BE -> terminal().paint().accent("→");
      case LEFT -> terminal().paint().warning("!");
      case WRONG -> terminal().paint().bad("✗");
    };
  }

  private void print(Path document) {
    // A line at a time, because there is one for every record.
    try (Stream<String> lines = Files.lines(document)) {
      lines.forEach(this::say);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
