package io.chromarunbook.activities.traffic;

import io.chromarunbook.workflows.steps.FailureKind;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Runs commands of a plan, each alone and for a limited time. A shell outside this process does the
 * locking, limiting and killing, so that all three hold although this process may die.
 */
final class CommandRunner {

  /** What that shell needs beside itself. */
  static final List<String> TOOLS = List.of("setsid", "flock", "timeout");

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration END_WITHIN = Duration.ofSeconds(20);

  // Exit codes of alone.sh and of timeout.
  private static final int LOCK_HELD = 240;
  private static final int SUPERSEDED = 241;
  private static final int TIMED_OUT = 124;
  private static final int KILLED = 137;

  private final String searchPath;

  /** Finds its tools in the directories of a PATH. */
  CommandRunner(String searchPath) {
    this.searchPath = searchPath;
  }

  /** The shell program that runs one command alone. */
  static String alone() {
    try (InputStream script = CommandRunner.class.getResourceAsStream("alone.sh")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whoever has a command run, while it runs. */
  @FunctionalInterface
  interface Meanwhile {

    /** Called all the while; where it throws, the command is stopped and awaited first. */
    void goOn();

    /** The lock is another's. */
    default void waitsForLock() {}

    /** The lock was another's and is not any more. */
    default void hasLock() {}
  }

  /**
   * Runs a command and waits for its end.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind BAD_PLAN where this machine cannot run
   *     commands
   */
  CommandEnd run(CommandOrder order, Meanwhile meanwhile) {
    requireTools();
    List<String> words =
        new ArrayList<>(
            List.of(
                "setsid",
                "-w",
                "sh",
                "-c",
                alone(),
                "alone",
                order.lock().toString(),
                seconds(order.patience()),
                order.turn().file().toString(),
                order.turn().token(),
                seconds(order.limit())));
    words.addAll(order.words());
    // Output goes to a file: a daemon may keep it open for ever and nobody waits for its end.
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(order.log().toFile());
    builder.environment().putAll(order.environment());
    Process process;
    Instant started = Instant.now();
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int code = await(process, order.waiting(), meanwhile);
    return switch (code) {
      case LOCK_HELD -> new CommandEnd.LockHeld(order.lock().toString());
      case SUPERSEDED -> new CommandEnd.Superseded();
      case TIMED_OUT, KILLED ->
          Duration.between(started, Instant.now()).compareTo(order.limit()) < 0
              ? new CommandEnd.Exited(code)
              : new CommandEnd.LimitReached(order.limit());
      default -> new CommandEnd.Exited(code);
    };
  }

  private static int await(Process process, Path waiting, Meanwhile meanwhile) {
    boolean waited = false;
    try {
      while (!process.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        boolean waits = Files.exists(waiting);
        if (waits && !waited) {
          meanwhile.waitsForLock();
        } else if (waited && !waits) {
          meanwhile.hasLock();
        }
        waited = waits;
        meanwhile.goOn();
      }
      if (waited && process.exitValue() != LOCK_HELD) {
        // It got the lock and was done before the next look.
        meanwhile.hasLock();
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      stop(process);
      Thread.currentThread().interrupt();
      throw FailureKind.UNREACHABLE.failure(
          "A command of the plan was stopped because the worker shuts down; another worker repeats"
              + " it.",
          e);
    } catch (RuntimeException e) {
      stop(process);
      throw e;
    }
  }

  private static void stop(Process process) {
    // Only the signal to end: that shell kills the command's whole group before it gives up the
    // lock, which it could not do if it were killed itself.
    process.destroy();
    boolean interrupted = Thread.interrupted();
    try {
      process.waitFor(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void requireTools() {
    List<String> missing = TOOLS.stream().filter(tool -> !onPath(tool)).toList();
    if (!missing.isEmpty()) {
      throw FailureKind.BAD_PLAN.failure(
          "The plan's commands cannot be run on this worker's machine, which has no "
              + String.join(", no ", missing)
              + " on its PATH; install util-linux and coreutils there, or write 'mode: manual'.",
          null);
    }
  }

  private boolean onPath(String tool) {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(searchPath)
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).toPlainString();
  }
}
