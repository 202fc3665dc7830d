package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.PrivateFiles;
import io.chromarunbook.chroma.SecretMask;
import io.chromarunbook.workflows.plan.CommandPlan;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.ProbeCommand;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.text.ShellWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs commands of one run's plan, one after another, in one turn. */
final class TrafficCommands {

  private static final Logger LOG = LoggerFactory.getLogger(TrafficCommands.class);

  /** What comes back to somebody who had a command run. */
  record Told(CommandEnd end, String message) {

    boolean well() {
      return end.well();
    }
  }

  private static final Duration LONGER_THAN_ANY = Duration.ofSeconds(15);

  private final OpenRun run;
  private final Attempt attempt;
  private final CommandRunner runner;
  private final Turn turn;
  private final SecretMask mask;

  private TrafficCommands(OpenRun run, Attempt attempt, CommandRunner runner, Turn turn) {
    this.run = run;
    this.attempt = attempt;
    this.runner = runner;
    this.turn = turn;
    this.mask = run.mask();
  }

  /** Takes the turn: a command that was about to be run for an earlier action is not run. */
  static TrafficCommands inTurn(OpenRun run, Attempt attempt, CommandRunner runner) {
    return new TrafficCommands(run, attempt, runner, Turn.take(run.folder().trafficTurn()));
  }

  /** For commands that change nothing: whoever has the turn keeps it. */
  static TrafficCommands inNobodysTurn(OpenRun run, Attempt attempt, CommandRunner runner) {
    return new TrafficCommands(run, attempt, runner, Turn.asItIs(run.folder().trafficTurn()));
  }

  /** Variables that tell a command what it works for. */
  static Map<String, String> environment(Plan plan) {
    return Map.of(
        "RUNBOOK_MIGRATION", plan.migration(),
        "RUNBOOK_SOURCE_URL", plan.source().url(),
        "RUNBOOK_TARGET_URL", plan.target().url());
  }

  /** How long to wait for the lock: whoever holds it is killed at the limit of its command. */
  static Duration patience(Plan plan) {
    Stream<Duration> actions =
        Stream.of(
                plan.traffic().commands().values().stream(),
                plan.acceptance().stream(),
                Stream.ofNullable(plan.target().restart()))
            .flatMap(commands -> commands)
            .map(CommandPlan::timeout);
    Stream<Duration> looks = plan.window().commands().stream().map(ProbeCommand::timeout);
    return Stream.concat(actions, looks)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO)
        .plus(LONGER_THAN_ANY);
  }

  /**
   * Runs a command.
   *
   * @param name of its log
   * @throws io.temporal.failure.ApplicationFailure of kind FENCED where the turn is another's
   */
  Told run(String name, List<String> words, Duration limit) {
    return run(words, limit, freshLog(name));
  }

  /**
   * Runs a command that is run again and again: what it wrote is kept only where it ends badly.
   *
   * @throws io.temporal.failure.ApplicationFailure likewise
   */
  Told look(String name, List<String> words, Duration limit) {
    Path log = freshLog(name);
    Told told = run(words, limit, log);
    if (told.well()) {
      try {
        Files.delete(log);
      } catch (IOException e) {
        LOG.warn("{} is left over: {}", log, e);
      }
    }
    return told;
  }

  private Told run(List<String> words, Duration limit, Path log) {
    attempt.diskTakesWrites();
    CommandOrder order =
        new CommandOrder(
            words,
            limit,
            run.folder().trafficLock(),
            patience(run.plan()),
            turn,
            environment(run.plan()),
            log);
    CommandEnd end;
    try {
      end = runner.run(order, new LockWait(order, words));
    } finally {
      hideSecrets(log);
    }
    String command = mask.masked(ShellWords.quoted(words));
    if (end instanceof CommandEnd.Superseded) {
      throw FailureKind.FENCED.failure(command + " " + end.told() + ".", null);
    }
    if (end.well()) {
      return new Told(end, command + " ended well");
    }
    String lines = mask.masked(CommandTail.of(log));
    return new Told(
        end,
        command
            + " "
            + end.told()
            + "; its output is in "
            + log
            + (lines.isEmpty() ? ", and is empty" : ", and ends: " + lines));
  }

  /** Lets the run know that a command waits for the one before it. */
  private final class LockWait implements CommandRunner.Meanwhile {

    private final CommandOrder order;
    private final List<String> words;

    private LockWait(CommandOrder order, List<String> words) {
      this.order = order;
      this.words = words;
    }

    @Override
    public void goOn() {
      attempt.throwIfCancelled();
    }

    @Override
    public void waitsForLock() {
      attempt.waitsForLock(
          "lock " + order.lock(),
          "another command of the run has it, and "
              + mask.masked(ShellWords.quoted(words))
              + " waits",
          Instant.now().plus(order.patience()));
    }

    @Override
    public void hasLock() {
      attempt.hasLock();
    }
  }

  // In all logs of the run, because what a killed worker left, and what a daemon wrote since its
  // command ended, holds them too.
  private void hideSecrets(Path own) {
    Path folder = run.folder().trafficLock().getParent();
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "*.log")) {
      mask.overwriteIn(own);
      for (Path log : logs) {
        hideSecretsOf(log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // A log that is not ours, as BREAK-GLASS.sh makes them, must not cost what the command did.
  private void hideSecretsOf(Path log) {
    try {
      mask.overwriteIn(log);
    } catch (IOException e) {
      LOG.warn("Whether {} holds secrets is not known, it cannot be read and written: {}", log, e);
    }
  }

  private Path freshLog(String name) {
    for (int number = 1; ; number++) {
      Path log = run.folder().trafficLog(name, number);
      try {
        return PrivateFiles.create(log);
      } catch (FileAlreadyExistsException e) {
        // An earlier command's.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
