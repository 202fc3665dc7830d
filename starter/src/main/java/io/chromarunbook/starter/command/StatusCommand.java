package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.client.ClientFailure.BrokenOffRun;
import io.chromarunbook.client.Follower;
import io.chromarunbook.client.KnownRun;
import io.chromarunbook.client.PendingWork;
import io.chromarunbook.client.Silence;
import io.chromarunbook.client.SilentWorker;
import io.chromarunbook.starter.connection.Belonging;
import io.chromarunbook.starter.connection.RunStanding;
import io.chromarunbook.starter.diagnosis.Diagnosis;
import io.chromarunbook.starter.diagnosis.DiagnosisText;
import io.chromarunbook.starter.diagnosis.Finding;
import io.chromarunbook.starter.diagnosis.LastingIssues;
import io.chromarunbook.starter.offline.RecordedEnd;
import io.chromarunbook.starter.offline.StrandedRun;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.LastHeard;
import io.chromarunbook.starter.terminal.SilenceText;
import io.chromarunbook.starter.terminal.StatusContext;
import io.chromarunbook.starter.terminal.StatusPage;
import io.chromarunbook.starter.terminal.StrandedText;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.text.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "status", description = "Shows where a migration stands and what to type next.")
@Guide(
    group = CommandGroup.WATCH,
    who = "anybody",
    changes = "nothing",
    examples = {"status", "status kb-to-1x --watch"})
final class StatusCommand extends Verb {

  private static final int AS_BY_CTRL_C = 130;

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "The migration; without it the one that runs, or a list of several.")
  private String id;

  @Option(
      names = "--watch",
      description =
          "Keep showing it until the migration has ended; q leaves, ? explains the screen, and the"
              + " migration goes on.")
  private boolean watch;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  StatusCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if (id == null) {
      Overview overview = Overview.of(session());
      Optional<String> one = overview.one();
      if (one.isEmpty()) {
        return list(overview);
      }
      id = one.get();
    }
    if (!session().register().used(id)) {
      DryRuns dryRuns = DryRuns.of(session(), id);
      if (!dryRuns.none()) {
        return showDryRuns(dryRuns);
      }
    }
    RunAtHand run = RunAtHand.of(session(), id);
    Optional<StrandedRun> stranded = run.stranded();
    if (stranded.isPresent()) {
      return showStranded(run, stranded.get());
    }
    return watch ? watch(run) : show(run);
  }

  private int list(Overview overview) {
    if (json) {
      session().answer(overview.document());
    } else {
      terminal().say(overview.text(terminal().paint(), Times.local(), Instant.now()));
    }
    return ExitCode.DONE;
  }

  private int showDryRuns(DryRuns dryRuns) {
    if (json) {
      ObjectNode document = Json.MAPPER.createObjectNode();
      document.put("migration", id);
      document.putNull("state");
      document.set("temporal", StatusDocument.temporal(migrations()));
      document.set("dryRuns", Json.MAPPER.valueToTree(dryRuns.lines()));
      document.put("next", dryRuns.next());
      session().answer(document);
      return ExitCode.DONE;
    }
    terminal().say(dryRuns.text(Times.local(), Instant.now()));
    say("  Temporal " + migrations().place());
    say("Next       " + terminal().paint().accent(dryRuns.next()));
    return ExitCode.DONE;
  }

  private int showStranded(RunAtHand run, StrandedRun stranded) {
    if (json) {
      ObjectNode document = StatusDocument.of(stranded, run.known().orElse(null), migrations());
      StatusDocument.add(document, run, List.of(), DryRuns.of(session(), id));
      session().answer(document);
    } else {
      StatusPage page = new StatusPage(context()).note("Temporal " + migrations().place());
      run.homeNote().ifPresent(page::note);
      terminal()
          .say(
              page.over(
                  StrandedText.lines(
                      stranded,
                      terminal().paint(),
                      Times.local(),
                      Instant.now(),
                      terminal().columns())));
    }
    return stranded.settled() ? ExitCode.DONE : ExitCode.ENDED_OTHERWISE;
  }

  private int show(RunAtHand run) {
    KnownRun known = run.known().orElseThrow();
    List<PendingWork> pending = known.open() ? migrations().pending(id) : List.of();
    DryRuns dryRuns = DryRuns.of(session(), id);
    if (run.belonging() instanceof Belonging.Theirs && !json) {
      return showTheirs(run, known);
    }
    try {
      MigrationStatus status = migrations().status(id);
      if (json) {
        ObjectNode document = StatusDocument.of(status, known, migrations());
        if (run.belonging() instanceof Belonging.Theirs) {
          // It would be refused here.
          document.put("next", "");
        }
        StatusDocument.add(document, run, pending, dryRuns);
        StatusDocument.add(
            document,
            Diagnosis.of(
                Examination.of(session(), known, Optional.of(status), pending, Optional.empty())));
        session().answer(document);
      } else {
        StatusContext context = context().heard(LastHeard.at(Instant.now())).held(run.held(status));
        StatusPage page =
            new StatusPage(context).pending(pending).footnote("Temporal", migrations().place());
        run.homeNote().ifPresent(page::note);
        dryRuns.note(Times.local(), Instant.now()).ifPresent(page::note);
        name(page, known, Optional.of(status), pending, Optional.empty());
        terminal().sayFitting(page.over(status), Commands.of("status " + id + " | less"));
      }
      return ExitCode.DONE;
    } catch (SilentWorker e) {
      return showKnown(run, known, pending, dryRuns);
    }
  }

  /** Names what has been wrong for long enough, and where to read what to do. */
  private void name(
      StatusPage page,
      KnownRun known,
      Optional<MigrationStatus> status,
      List<PendingWork> pending,
      Optional<Silence.NoWorker> silence) {
    Instant now = Instant.now();
    List<Finding> findings =
        Diagnosis.of(Examination.of(session(), known, status, pending, silence));
    LastingIssues.among(findings, now)
        .forEach(finding -> page.issue(DiagnosisText.named(finding, id, Times.local(), now)));
  }

  private StatusPage page(RunAtHand run) {
    StatusPage page = new StatusPage(context()).note("Temporal " + migrations().place());
    run.homeNote().ifPresent(page::note);
    return page;
  }

  /** Another home's run is none of this one's business: nothing is offered that acts on it. */
  private int showTheirs(RunAtHand run, KnownRun known) {
    say(terminal().paint().bold(Printable.of(id)) + "  " + state(known) + step(known));
    say("  Temporal " + migrations().place());
    run.homeNote().ifPresent(note -> say("  " + note + "."));
    say(
        "  There it can be acted on; its status in full: "
            + Commands.of("status " + id + " --json"));
    return ExitCode.DONE;
  }

  private static String state(KnownRun run) {
    return run.state().isEmpty() ? run.execution() : run.state();
  }

  private static String step(KnownRun run) {
    return run.step().isEmpty() ? "" : ", step " + run.step();
  }

  private int showKnown(RunAtHand run, KnownRun known, List<PendingWork> pending, DryRuns dryRuns) {
    if (run.standing() instanceof RunStanding.Ended) {
      Optional<RecordedEnd> end = run.end();
      if (end.isPresent()) {
        return showEnd(run, known, end.get(), dryRuns);
      }
    }
    Silence.NoWorker silence = new Silence.NoWorker(migrations().workerLastSeen(), Instant.now());
    if (json) {
      ObjectNode document = StatusDocument.of(known, migrations());
      StatusDocument.add(document, run, pending, dryRuns);
      StatusDocument.add(
          document,
          Diagnosis.of(
              Examination.of(session(), known, Optional.empty(), pending, Optional.of(silence))));
      session().answer(document);
    } else {
      List<String> lines = new ArrayList<>();
      lines.add(
          terminal().paint().bold(Printable.of(id))
              + "  "
              + state(known)
              + step(known)
              + ", as Temporal last noted it");
      String ui = migrations().ui(id);
      if (!ui.isEmpty()) {
        lines.add("  Temporal UI " + ui);
      }
      if (known.natively()) {
        lines.add("  It is paused in Temporal itself, where it has to be unpaused.");
      }
      StatusPage page = page(run).pending(pending);
      dryRuns.note(Times.local(), Instant.now()).ifPresent(page::note);
      name(page, known, Optional.empty(), pending, Optional.of(silence));
      terminal().say(page.over(lines));
    }
    terminal()
        .complain(
            terminal().paint().warning(SilenceText.lasting(silence, Times.local(), Instant.now())));
    return ExitCode.UNREACHABLE;
  }

  /** What has ended needs no worker to say so. */
  private int showEnd(RunAtHand run, KnownRun known, RecordedEnd end, DryRuns dryRuns) {
    if (json) {
      ObjectNode document = StatusDocument.of(end, known, migrations());
      StatusDocument.add(document, run, List.of(), dryRuns);
      document.put("next", Commands.of("report " + id));
      session().answer(document);
      return ExitCode.DONE;
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        terminal().paint().bold(Printable.of(id))
            + "  "
            + end.state()
            + (end.decision() == null ? "" : "  decision " + end.decision())
            + (end.at() == null ? "" : ", ended at " + Times.local().of(end.at(), Instant.now())));
    if (end.reason() != null && !end.reason().isEmpty()) {
      lines.add("  " + Printable.of(end.reason()));
    }
    lines.add("Next       " + terminal().paint().accent(Commands.of("report " + id)));
    terminal().say(page(run).over(lines));
    return ExitCode.DONE;
  }

  private StatusContext context() {
    return StatusContext.of(terminal().paint(), Times.local(), Instant.now(), terminal().columns())
        .within(terminal().rows())
        .linkedTo(migrations().ui(id));
  }

  private int watch(RunAtHand run) {
    try (Farewell farewell = Farewell.of(terminal(), id)) {
      if (terminal().canRedraw() && !json) {
        return onScreen(new Watch(session(), run), farewell);
      }
      MigrationStatus last = new Follower(migrations(), Follower.PACE).toTheEnd(id, inLines());
      farewell.spare();
      if (json) {
        ObjectNode document = StatusDocument.of(last, migrations().describe(id), migrations());
        StatusDocument.add(document, run, List.of(), DryRuns.of(session(), id));
        session().answer(document);
      }
      return Ends.exitCode(last);
    } catch (BrokenOffRun e) {
      RunAtHand now = RunAtHand.of(session(), id);
      return showStranded(now, now.stranded().orElseThrow());
    }
  }

  private static int onScreen(Watch watch, Farewell farewell) {
    Optional<MigrationStatus> last = watch.toTheEnd();
    farewell.spare();
    if (last.isPresent()) {
      return Ends.exitCode(last.get());
    }
    farewell.say();
    return watch.interrupted() ? AS_BY_CTRL_C : ExitCode.DONE;
  }

  private Follower.Listener inLines() {
    return Ends.narrating(session(), json ? terminal().besideAnswer() : terminal(), terminal());
  }
}
