package io.chromarunbook.starter.command;

import io.chromarunbook.starter.connection.Follower;
import io.chromarunbook.starter.connection.KnownRun;
import io.chromarunbook.starter.connection.SilentWorker;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Narrator;
import io.chromarunbook.starter.terminal.StatusContext;
import io.chromarunbook.starter.terminal.StatusText;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "status",
    description = "Shows where a migration stands and what to type next.",
    footer = {"", "Example:", "  ./runbook status kb-to-1x --watch"})
final class StatusCommand extends Verb {

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "The migration; without it the one that runs, or a list of several.")
  private String id;

  @Option(names = "--watch", description = "Keep showing it until the migration has ended.")
  private boolean watch;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  StatusCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if (id == null) {
      List<KnownRun> candidates = candidates();
      if (candidates.size() > 1) {
        list(candidates);
        return ExitCode.DONE;
      }
      id = candidates.get(0).id();
    }
    return watch ? watch() : show();
  }

  private List<KnownRun> candidates() {
    List<KnownRun> all = migrations().all();
    if (all.isEmpty()) {
      throw Failure.usage(
          "There is no migration yet; start one with "
              + Commands.of("start plan.yaml")
              + ", or see one with "
              + Commands.of("demo"));
    }
    List<KnownRun> open = all.stream().filter(KnownRun::open).toList();
    return open.isEmpty() ? all.subList(0, 1) : open;
  }

  private void list(List<KnownRun> runs) {
    if (json) {
      session().answer(runs);
      return;
    }
    say("Several migrations run; look at one with " + Commands.of("status ID"));
    for (KnownRun run : runs) {
      say(
          "  %s  %s  step %s, since %s"
              .formatted(
                  run.id(),
                  run.state().isEmpty() ? run.execution() : run.state(),
                  run.step().isEmpty() ? "–" : run.step(),
                  Times.local().of(run.startedAt(), Instant.now())));
    }
  }

  private int show() {
    try {
      MigrationStatus status = migrations().status(id);
      if (json) {
        session().answer(StatusDocument.of(status, migrations().describe(id), migrations()));
      } else {
        terminal().say(StatusText.of(status, context()));
      }
      return ExitCode.DONE;
    } catch (SilentWorker e) {
      return showKnown();
    }
  }

  private int showKnown() {
    KnownRun run = migrations().describe(id);
    if (json) {
      session().answer(StatusDocument.of(run, migrations()));
    } else {
      String state = run.state().isEmpty() ? run.execution() : run.state();
      String step = run.step().isEmpty() ? "" : ", step " + run.step();
      say(terminal().paint().bold(id) + "  " + state + step + ", as Temporal last noted it");
      String ui = migrations().ui(id);
      if (!ui.isEmpty()) {
        say("  Temporal UI " + ui);
      }
    }
    String seen =
        migrations()
            .workerLastSeen()
            .map(moment -> "; one was last seen at " + Times.local().of(moment, Instant.now()))
            .orElse("");
    terminal()
        .complain(
            terminal().paint().warning("No worker answers, so the migration stands still")
                + seen
                + "; start one with "
                + Commands.of("up"));
    return ExitCode.UNREACHABLE;
  }

  private StatusContext context() {
    return new StatusContext(
        terminal().paint(),
        Times.local(),
        Instant.now(),
        terminal().columns(),
        migrations().ui(id),
        migrations().workerLastSeen());
  }

  private int watch() {
    MigrationStatus last =
        new Follower(migrations(), Follower.PACE)
            .toTheEnd(id, terminal().isRead() && !json ? onScreen() : inLines());
    if (json) {
      session().answer(StatusDocument.of(last, migrations().describe(id), migrations()));
    }
    return Ends.exitCode(last);
  }

  private Follower.Listener onScreen() {
    return new Follower.Listener() {
      private List<String> shown = List.of();

      @Override
      public void stands(MigrationStatus status) {
        shown = StatusText.of(status, context());
        terminal().showScreen(shown);
      }

      @Override
      public void silence() {
        List<String> stale = new ArrayList<>(shown);
        stale.add(terminal().paint().warning("No answer just now; trying again."));
        terminal().showScreen(stale);
      }
    };
  }

  private Follower.Listener inLines() {
    return Ends.narrating(new Narrator(json ? terminal().besideAnswer() : terminal()), terminal());
  }
}
