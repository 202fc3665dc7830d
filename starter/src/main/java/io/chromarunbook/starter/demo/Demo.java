package io.chromarunbook.starter.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.client.Follower;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.client.NewRun;
import io.chromarunbook.client.RunMessage;
import io.chromarunbook.client.Silence;
import io.chromarunbook.stack.Await;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.Tenancy;
import io.chromarunbook.starter.connection.RunRegister;
import io.chromarunbook.starter.connection.TemporalAtHand;
import io.chromarunbook.starter.demo.DemoWishes.Extra;
import io.chromarunbook.starter.planning.CheckedPlan;
import io.chromarunbook.starter.planning.PlanCheck;
import io.chromarunbook.starter.planning.PlanFile;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Narrator;
import io.chromarunbook.starter.terminal.SilenceNews;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.runbook.MigrationRequest;
import io.chromarunbook.workflows.runbook.Order;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.text.Durations;
import io.chromarunbook.workflows.text.Printable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/** The whole story on this machine: a real migration from an old server to a new one. */
public final class Demo {

  private static final Duration LOOK_EVERY = Duration.ofMillis(300);
  private static final Duration LONGEST_REPORT = Duration.ofMinutes(1);
  private static final String OPERATIONS_LEAD = "ann";

  private final DemoWishes wishes;
  private final Terminal terminal;
  private final Path home;
  private final DemoStage stage;
  private final Map<String, String> environment;
  private final AtomicReference<String> playing = new AtomicReference<>("");
  private volatile boolean running;

  /** Tells it here. */
  public Demo(DemoWishes wishes, Terminal terminal, Path home, Map<String, String> environment) {
    this.wishes = wishes;
    this.terminal = terminal;
    this.home = home;
    this.environment = environment;
    this.stage = new DemoStage(home, environment, terminal);
  }

  /**
   * Plays it from the first server to the last.
   *
   * @param atTheEnd called with the last status while Temporal still answers
   * @return the state it ended in
   */
  public RunState play(BiConsumer<Migrations, MigrationStatus> atTheEnd) {
    long begun = System.nanoTime();
    Tenancy tenancy = stage.enter(wishes);
    Thread farewell = new Thread(() -> interrupted(tenancy), "farewell");
    Runtime.getRuntime().addShutdownHook(farewell);
    heading(
        "The stage: Temporal, Chroma "
            + wishes.source().version()
            + " with data, an empty "
            + ChromaRelease.V1_5.version()
            + ", a worker");
    try (TemporalAtHand temporal = stage.temporal()) {
      Migrations migrations = temporal.migrations();
      String id = stage.nextId(migrations);
      playing.set(id);
      stage.build(id, wishes);
      stage.worker();
      MigrationStatus last = migrate(migrations, id);
      awaitReport(id);
      if (wishes.wants(Extra.ROLLBACK) && last.state() == RunState.ROLLED_BACK) {
        new PutBackScene(home, environment, terminal, OPERATIONS_LEAD).play(id);
      }
      close(migrations, last);
      atTheEnd.accept(migrations, last);
      epilogue(migrations, last, tenancy, (System.nanoTime() - begun) / 1e9);
      if (!wishes.wants(Extra.KEEP)) {
        stage.strike(id, tenancy);
      }
      return last.state();
    } catch (RuntimeException e) {
      clearAway(tenancy);
      throw e;
    } finally {
      var ignored = Runtime.getRuntime().removeShutdownHook(farewell);
    }
  }

  /** A demo that fails before its migration runs has nothing to look at. */
  private void clearAway(Tenancy tenancy) {
    if (running) {
      terminal.say("The demo ends here; " + stillRunning(tenancy));
    } else if (playing.get().isEmpty()) {
      tenancy.leave();
    } else {
      stage.strike(playing.get(), tenancy);
    }
  }

  private MigrationStatus migrate(Migrations migrations, String id) {
    PlanFile plan = PlanFile.read(stage.folder(id).plan());
    CheckedPlan checked = PlanCheck.in(environment).check(plan.plan());
    new RunRegister(migrations, new RunbookHome(home))
        .start(
            new NewRun(
                id,
                NewRun.Workflow.RUNBOOK,
                MigrationRequest.of(plan.plan(), checked.planDigest(), null, null),
                plan.path().toString(),
                "demo"));
    running = true;
    heading("The migration " + id);
    terminal.say("Plan        " + plan.path());
    terminal.say(
        "            monitoring is shortened to "
            + Durations.words((double) plan.plan().timeline().monitoring().toSeconds())
            + "; every other figure is the runbook's");
    terminal.say("Temporal UI " + migrations.ui(id));
    terminal.say("");
    DemoApprovals approvals = new DemoApprovals(migrations, plan.plan(), approvers(), terminal);
    Optional<CrashScene> crash =
        wishes.wants(Extra.CRASH)
            ? Optional.of(new CrashScene(stage.common(), terminal))
            : Optional.empty();
    Optional<RollbackScene> wayBack =
        wishes.wants(Extra.ROLLBACK)
            ? Optional.of(new RollbackScene(migrations, terminal, OPERATIONS_LEAD))
            : Optional.empty();
    Narrator narrator = new Narrator(terminal);
    SilenceNews silences = new SilenceNews(line -> terminal.say("    " + line));
    return new Follower(migrations, LOOK_EVERY)
        .toTheEnd(
            id,
            new Follower.Listener() {
              @Override
              public void stands(MigrationStatus status) {
                narrator.tell(status);
                approvals.lookAt(status);
                crash.ifPresent(scene -> scene.lookAt(status));
                wayBack.ifPresent(scene -> scene.lookAt(status));
              }

              @Override
              public void silence(Silence silence) {
                silences.silence(silence);
              }

              @Override
              public void heardAgain(Silence before) {
                silences.heardAgain(before);
              }
            });
  }

  private Approvers approvers() {
    return wishes.wants(Extra.ASK)
        ? new PersonAtTerminal(terminal)
        : (person, role, evidence) -> Approvers.Verdict.APPROVE;
  }

  /** A run says how it ended before its report is complete. */
  private void awaitReport(String id) {
    Path report = new RunbookHome(home).run(id).reportHtml();
    if (!Await.until(() -> Files.exists(report), LONGEST_REPORT)) {
      terminal.say("    The report is not written yet; its path is below.");
    }
  }

  /** What happens after the end is in the report too, and the worker that writes it ends soon. */
  private void awaitReportOf(String id, String change) {
    RunFolder folder = new RunbookHome(home).run(id);
    if (!Await.until(
        () -> DurableFile.readJson(folder.reportJson(), JsonNode.class).hasNonNull(change),
        LONGEST_REPORT)) {
      terminal.say("    The report does not say yet that it is " + change + ".");
    }
  }

  private void close(Migrations migrations, MigrationStatus last) {
    if (last.state() == RunState.COMPLETED && !wishes.wants(Extra.KEEP)) {
      var ignored =
          migrations.send(
              last.migration(),
              RunMessage.CLOSE,
              new Order(UUID.randomUUID().toString(), OPERATIONS_LEAD, "the demo is over"));
      terminal.say("    " + OPERATIONS_LEAD + " closed the migration.");
      awaitReportOf(last.migration(), "closed");
    }
  }

  private void epilogue(
      Migrations migrations, MigrationStatus last, Tenancy tenancy, double seconds) {
    String id = last.migration();
    heading("The end after " + Durations.words(seconds));
    terminal.say("Report      " + new RunbookHome(home).run(id).reportHtml());
    terminal.say("            " + command("report " + id));
    application(stage.folder(id));
    if (!wishes.wants(Extra.KEEP)) {
      return;
    }
    terminal.say("Temporal UI " + migrations.ui(id));
    terminal.say("Everything keeps running. Look around:");
    terminal.say("  " + command("status " + id));
    if (last.state() == RunState.COMPLETED) {
      terminal.say("  " + command("rollback " + id + " --by ann --reason 'to see it'"));
      terminal.say("  " + command("close " + id + " --by ann"));
    }
    terminal.say("  " + command(stop(tenancy)) + "   stops " + what(tenancy));
  }

  /** What the application saw, which nobody told of the migration. */
  private void application(DemoFolder folder) {
    ApplicationLog log = ApplicationLog.read(folder.applicationLog());
    int refused = log.refused().size();
    terminal.say(
        String.format(
            Locale.ROOT,
            "Application %,d reads answered, %s; %,d writes taken, %,d refused%s",
            log.reads(),
            log.failed().isEmpty() ? "none failed" : log.failed().size() + " requests FAILED",
            log.writes(),
            refused,
            refused == 0 ? "" : ", for " + Durations.words(log.refusedFor().toMillis() / 1e3)));
    terminal.say("            " + folder.applicationLog());
    log.failed().stream()
        .limit(3)
        .forEach(entry -> terminal.say("            " + Printable.of(entry.said())));
  }

  private String command(String arguments) {
    return terminal.paint().accent(Commands.of(arguments));
  }

  private void heading(String text) {
    terminal.say("");
    terminal.say(terminal.paint().bold(text));
  }

  private void interrupted(Tenancy tenancy) {
    terminal.say("");
    terminal.say("Interrupted; " + stillRunning(tenancy));
  }

  private String stillRunning(Tenancy tenancy) {
    String id = playing.get();
    String stop = "stop " + what(tenancy) + " with " + Commands.of(stop(tenancy));
    return running
        ? "the migration "
            + id
            + " and its servers keep running. Look at it with "
            + Commands.of("status " + id)
            + ", end it with "
            + Commands.of("abort " + id + " --by ann")
            + ", "
            + stop
        : "what was started already keeps running; " + stop;
  }

  /** What was there before the demo is not the demo's to stop. */
  private static String stop(Tenancy tenancy) {
    return tenancy.shares() ? "down --demos" : "down";
  }

  private static String what(Tenancy tenancy) {
    return tenancy.shares() ? "the demo's servers" : "it all";
  }
}
