package io.chromarunbook.starter.demo;

import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.status.CollectionStatus;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.text.Durations;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Kills the worker in the middle of Step 3, and tells how another takes over; says so where the
 * records were all moved before it could.
 */
final class CrashScene {

  private static final double KILL_AT = 0.25;

  /** So many take long enough on any machine. */
  private static final int ENOUGH = 20_000;

  private final LocalStack stack;
  private final Terminal terminal;
  private Act act = Act.BEFORE;
  private long killedAt;
  private long recordsAtKill;

  private enum Act {
    BEFORE,
    KILLED,
    OVER
  }

  CrashScene(LocalStack stack, Terminal terminal) {
    this.stack = stack;
    this.terminal = terminal;
  }

  /** Does what the moment asks for. */
  void lookAt(MigrationStatus status) {
    switch (act) {
      case BEFORE -> {
        if (inTheMiddle(status)) {
          kill(status);
        } else if (tooLate(status)) {
          act = Act.OVER;
          terminal.say(terminal.paint().warning("    " + notKilled(status)));
        }
      }
      case KILLED -> {
        if (!running(status) || status.progress().recordsDone() > recordsAtKill) {
          act = Act.OVER;
          terminal.say(
              terminal.paint().good("    The migration goes on by itself, ")
                  + Durations.words(secondsSinceKill())
                  + " after the kill.");
        }
      }
      case OVER -> {}
    }
  }

  /** What is said in place of the kill. */
  private static String notKilled(MigrationStatus status) {
    long records = status.collections().stream().mapToLong(CollectionStatus::source).sum();
    return String.format(
        Locale.ROOT,
        "The worker was not killed: the %,d records were moved before it could be. Give it more to"
            + " do: %s",
        records,
        Commands.of("demo --crash --records " + Math.max(ENOUGH, 2 * records)));
  }

  private static boolean tooLate(MigrationStatus status) {
    return status.state().ended()
        || status.steps().stream()
            .anyMatch(
                step ->
                    step.id() == Step.MIGRATION
                        && step.state() != StepLine.State.PENDING
                        && step.state() != StepLine.State.RUNNING);
  }

  private static boolean running(MigrationStatus status) {
    return status.progress() != null
        && status.progress().step() == Step.MIGRATION
        && status.steps().stream()
            .anyMatch(
                step -> step.id() == Step.MIGRATION && step.state() == StepLine.State.RUNNING);
  }

  private static boolean inTheMiddle(MigrationStatus status) {
    return running(status)
        && status.progress().recordsDone() >= KILL_AT * status.progress().recordsTotal()
        && status.progress().recordsDone() < status.progress().recordsTotal();
  }

  private void kill(MigrationStatus status) {
    long pid = stack.kill(LocalStack.WORKER).pid();
    act = Act.KILLED;
    killedAt = System.nanoTime();
    recordsAtKill = status.progress().recordsDone();
    terminal.say(
        terminal
            .paint()
            .bad(
                String.format(
                    Locale.ROOT,
                    "    kill -9 of worker %d at %,d of %,d records.",
                    pid,
                    recordsAtKill,
                    status.progress().recordsTotal())));
    Thread successor = new Thread(() -> awaitSuccessor(pid), "await-successor");
    successor.setDaemon(true);
    successor.start();
  }

  private void awaitSuccessor(long killed) {
    try {
      while (secondsSinceKill() < 60) {
        for (var worker : stack.state().workers()) {
          if (worker.pid() != killed && worker.process().isAlive()) {
            terminal.say(
                "    The supervisor started worker "
                    + worker.pid()
                    + " "
                    + Durations.words(secondsSinceKill())
                    + " after the kill.");
            return;
          }
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private double secondsSinceKill() {
    return (System.nanoTime() - killedAt) / 1e9;
  }
}
