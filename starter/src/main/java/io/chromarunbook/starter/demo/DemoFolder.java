package io.chromarunbook.starter.demo;

import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.StackListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where one demo's servers, plan and application have their files. */
public record DemoFolder(Path path) {

  /** Systems tell when a process began by whole seconds since they were started themselves. */
  private static final Duration CLOCK_GRAIN = Duration.ofSeconds(1);

  /** The folder of a demo, which may not exist yet. */
  public static DemoFolder of(Path home, String id) {
    return new DemoFolder(demos(home).resolve(id));
  }

  /** All there are. */
  public static List<DemoFolder> all(Path home) {
    if (!Files.isDirectory(demos(home))) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(demos(home))) {
      return found.filter(Files::isDirectory).sorted().map(DemoFolder::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + demos(home), e);
    }
  }

  /**
   * Stops the servers and applications of all demos of a home, and Temporal and the worker only
   * where nothing but demos wants them.
   */
  public static void stopAll(Path home, StackListener listener, Map<String, String> environment) {
    LocalStack common = LocalStack.in(home, listener, environment);
    for (DemoFolder demo : all(home)) {
      demo.stopApplication();
      common.stop(demo.gate());
      LocalStack.in(demo.path(), listener, environment).stop();
    }
    common.evict(DemoStage.CLAIM);
  }

  private static Path demos(Path home) {
    return home.resolve("demo");
  }

  /** The demo's plan. */
  public Path plan() {
    return path.resolve("plan.yaml");
  }

  /** How the stack names the demo's gate. */
  String gate() {
    return "gate-" + path.getFileName();
  }

  /** What the application asked and was answered. */
  public Path applicationLog() {
    return path.resolve("application.log");
  }

  Path applicationPid() {
    return path.resolve("application.pid");
  }

  Path applicationProgram() {
    return path.resolve("application.py");
  }

  /** Stops the application where it runs. */
  public void stopApplication() {
    try {
      long pid = Long.parseLong(Files.readString(applicationPid()).strip());
      // It removes the file at its end, so that names it, or one that was killed; a
      // process that has taken the number since then began after the file was written. What a long
      // command line says is cut.
      Instant written = Files.getLastModifiedTime(applicationPid()).toInstant().plus(CLOCK_GRAIN);
      ProcessHandle.of(pid)
          .filter(
              process ->
                  process
                      .info()
                      .startInstant()
                      .filter(start -> start.isBefore(written))
                      .isPresent())
          .ifPresent(ProcessHandle::destroy);
    } catch (IOException | NumberFormatException e) {
      // None runs.
    }
  }

  /** Removes everything; its servers must have stopped. */
  public void remove() {
    try (Stream<Path> everything = Files.walk(path)) {
      for (Path each : everything.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + path, e);
    }
  }
}
