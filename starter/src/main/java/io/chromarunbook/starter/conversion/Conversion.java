package io.chromarunbook.starter.conversion;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.client.Follower;
import io.chromarunbook.client.KnownRun;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.client.NewRun;
import io.chromarunbook.client.RunMessage;
import io.chromarunbook.client.Silence;
import io.chromarunbook.stack.Await;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.OwnCommand;
import io.chromarunbook.stack.Tenancy;
import io.chromarunbook.starter.connection.RunRegister;
import io.chromarunbook.starter.demo.DemoApprovals;
import io.chromarunbook.starter.planning.CheckedPlan;
import io.chromarunbook.starter.planning.PlanCheck;
import io.chromarunbook.starter.planning.PlanFile;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.StackNarrator;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.runbook.MigrationRequest;
import io.chromarunbook.workflows.runbook.Order;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.text.Counts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** A conversion from its plan to its report, told at a terminal. */
public final class Conversion {

  private static final Duration LOOK_EVERY = Duration.ofMillis(300);
  private static final Duration TO_END = Duration.ofMinutes(2);

  private final ConversionWishes wishes;
  private final Terminal terminal;
  private final Path home;
  private final Map<String, String> environment;
  private final LocalStack stack;

  /** Tells it here. */
  public Conversion(
      ConversionWishes wishes, Terminal terminal, Path home, Map<String, String> environment) {
    this.wishes = wishes;
    this.terminal = terminal;
    this.home = home;
    this.environment = environment;
    this.stack = LocalStack.in(home, new StackNarrator(terminal), environment);
  }

  /**
   * Converts. What speaks against it is found before anything is started or written.
   *
   * @param connection to Temporal, opened when that runs
   * @param onlooker tells the run of an id as it happens
   * @return how it ended
   */
  public MigrationStatus play(
      Supplier<Migrations> connection, Function<String, Follower.Listener> onlooker) {
    String id = nextId();
    String text = ConversionPlan.of(id, wishes);
    CheckedPlan checked =
        PlanCheck.in(environment, terminal::complain).check(PlanReader.read(text));
    terminal.say(
        terminal.paint().bold("The conversion " + id)
            + ": "
            + Counts.of(checked.records(), "record")
            + " in "
            + Counts.of(checked.collections().size(), "collection"));
    checked.notes().forEach(note -> terminal.say("  " + note));
    if (!wishes.left().isEmpty()) {
      terminal.say("  Left where they are: " + String.join(", ", wishes.left()) + ".");
    }
    DurableFile.writeText(plan(id), text);
    Tenancy tenancy = stack.enter("conversion, process " + ProcessHandle.current().pid());
    try {
      start();
      return convert(connection.get(), PlanFile.read(plan(id)), checked, onlooker.apply(id));
    } finally {
      tenancy.leave();
    }
  }

  private void start() {
    var temporal = stack.temporal();
    var worker = stack.worker(OwnCommand.in(environment).with("worker"));
    terminal.say(
        terminal
            .paint()
            .faint(
                "  Temporal at " + temporal.address() + ", a worker of process " + worker.pid()));
  }

  private MigrationStatus convert(
      Migrations migrations, PlanFile plan, CheckedPlan checked, Follower.Listener onlooker) {
    String id = plan.plan().migration();
    new RunRegister(migrations, new RunbookHome(home))
        .start(
            new NewRun(
                id,
                NewRun.Workflow.RUNBOOK,
                MigrationRequest.of(plan.plan(), checked.planDigest(), wishes.by(), null),
                plan.path().toString(),
                wishes.by()));
    MigrationStatus last = follow(migrations, plan, onlooker);
    if (last.state() == RunState.COMPLETED) {
      close(migrations, id);
    }
    awaitEnd(migrations, id);
    return last;
  }

  private MigrationStatus follow(Migrations migrations, PlanFile plan, Follower.Listener onlooker) {
    Question question = wishes.agrees() ? Question.agreedTo() : Question.at(terminal);
    DemoApprovals approvals =
        new DemoApprovals(migrations, plan.plan(), new OnePerson(terminal, question), terminal);
    ByHand byHand = new ByHand(migrations, wishes, terminal, question);
    return new Follower(migrations, LOOK_EVERY)
        .toTheEnd(
            plan.plan().migration(),
            new Follower.Listener() {
              @Override
              public void stands(MigrationStatus status) {
                onlooker.stands(status);
                approvals.lookAt(status);
                byHand.lookAt(status);
              }

              @Override
              public void silence(Silence silence) {
                onlooker.silence(silence);
              }

              @Override
              public void heardAgain(Silence before) {
                onlooker.heardAgain(before);
              }
            });
  }

  private void close(Migrations migrations, String id) {
    var ignored =
        migrations.send(
            id,
            RunMessage.CLOSE,
            new Order(UUID.randomUUID().toString(), wishes.by(), "the conversion is done"));
  }

  /** A run says how it ended before it has closed its directories; its worker ends with us. */
  private void awaitEnd(Migrations migrations, String id) {
    boolean ended =
        Await.until(() -> migrations.known(id).filter(KnownRun::open).isEmpty(), TO_END);
    if (!ended) {
      terminal.complain(
          "The run has not put everything away yet, so its directories may still be open; look at"
              + " it with "
              + Commands.of("status " + id));
    }
  }

  /** convert-1, convert-2 and so on. */
  private String nextId() {
    int number = 1;
    while (Files.exists(plan("convert-" + number))
        || Files.exists(folder("convert-" + number).path())) {
      number++;
    }
    return "convert-" + number;
  }

  private RunFolder folder(String id) {
    return new RunbookHome(home).run(id);
  }

  private Path plan(String id) {
    return home.resolve("conversions").resolve(id).resolve("plan.yaml").toAbsolutePath();
  }
}
