package io.chromarunbook.starter.conversion;

import io.chromarunbook.activities.run.DurableFile;
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
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.planning.CheckedPlan;
import io.chromarunbook.starter.planning.PlanCheck;
import io.chromarunbook.starter.planning.PlanFile;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.StackNarrator;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.runbook.MigrationRequest;
import io.chromarunbook.workflows.runbook.Order;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.text.Counts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A conversion from its plan to its report, told at a terminal. */
public final class Conversion {

  private static final Duration LOOK_EVERY = Duration.ofMillis(300);
  private static final Duration TO_END = Duration.ofMinutes(2);

  private final ConversionWishes wishes;
  private final Terminal terminal;
  private final Path home;
  private final Map<String, String> environment;
  private final LocalStack stack;
  private final BegunConversion begun;

  /** Tells it here. */
  public Conversion(
      ConversionWishes wishes, Terminal terminal, Path home, Map<String, String> environment) {
    this.wishes = wishes;
    this.terminal = terminal;
    this.home = home;
    this.environment = environment;
    this.begun = new BegunConversion(home);
    this.stack = LocalStack.in(home, new StackNarrator(terminal), environment);
  }

  /**
   * Converts. What speaks against it is found before anything is started or written. Where the same
   * conversion was begun before and goes on without anybody, it is gone on with.
   *
   * @param connection to Temporal, opened when that runs
   * @param onlooker tells the run of an id as it happens
   * @return how it ended
   */
  public MigrationStatus play(
      Supplier<Migrations> connection, Function<String, Follower.Listener> onlooker) {
    Optional<PlanFile> before = begun.unended(wishes);
    if (before.isPresent()) {
      Optional<MigrationStatus> last = goOn(before.get(), connection, onlooker);
      if (last.isPresent()) {
        return last.get();
      }
    }
    return begin(connection, onlooker);
  }

  private Optional<MigrationStatus> goOn(
      PlanFile plan,
      Supplier<Migrations> connection,
      Function<String, Follower.Listener> onlooker) {
    String id = plan.plan().migration();
    mustBeLedBy(plan.plan());
    return staying(
        id,
        () -> {
          Migrations migrations = connection.get();
          if (migrations.known(id).filter(KnownRun::open).isEmpty()) {
            return Optional.empty();
          }
          terminal.say(
              terminal.paint().bold("The conversion " + id)
                  + " of these two is under way, by the plan it was begun with: going on with it");
          return Optional.of(lead(migrations, plan, onlooker.apply(id)));
        });
  }

  private void mustBeLedBy(Plan plan) {
    String leader = plan.holders(Role.OPERATIONS_LEAD).get(0);
    if (!leader.equals(wishes.by())) {
      throw Failure.usage(
          "The conversion "
              + plan.migration()
              + " of these two was begun by "
              + leader
              + " and has not ended: add --by "
              + Commands.word(leader)
              + " if that is you, or look at it with "
              + Commands.of("status " + plan.migration()));
    }
  }

  private MigrationStatus begin(
      Supplier<Migrations> connection, Function<String, Follower.Listener> onlooker) {
    begun
        .report(wishes)
        .ifPresent(
            report -> terminal.say("These two were converted before; the report is " + report));
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
    DurableFile.writeText(begun.plan(id), text);
    return staying(
        id,
        () -> {
          Migrations migrations = connection.get();
          PlanFile plan = PlanFile.read(begun.plan(id));
          start(migrations, plan, checked);
          return lead(migrations, plan, onlooker.apply(id));
        });
  }

  /** With Temporal and a worker there; whoever goes on with it later stays under the same name. */
  private <T> T staying(String id, Supplier<T> work) {
    Tenancy tenancy = stack.enter("conversion " + id);
    try {
      start();
      return work.get();
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

  private void start(Migrations migrations, PlanFile plan, CheckedPlan checked) {
    new RunRegister(migrations, new RunbookHome(home))
        .start(
            new NewRun(
                plan.plan().migration(),
                NewRun.Workflow.RUNBOOK,
                MigrationRequest.of(plan.plan(), checked.planDigest(), wishes.by(), null),
                plan.path().toString(),
                wishes.by()));
  }

  private MigrationStatus lead(Migrations migrations, PlanFile plan, Follower.Listener onlooker) {
    String id = plan.plan().migration();
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
    return IntStream.iterate(1, number -> number + 1)
        .mapToObj(number -> "convert-" + number)
        .filter(id -> !begun.used(id))
        .findFirst()
        .orElseThrow();
  }
}
