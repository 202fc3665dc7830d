package io.chromarunbook.starter.demo;

import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.StackListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where one demo's servers, plan and client application have their files. */
public record DemoFolder(Path path) {

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
   * Stops the servers and client applications of all demos of a home, and Temporal and the worker
   * only where nothing but demos wants them.
   */
  public static void stopAll(Path home, StackListener listener, Map<String, String> environment) {
    for (DemoFolder demo : all(home)) {
      demo.stopClient();
      LocalStack.in(demo.path(), listener, environment).stop();
    }
    LocalStack.in(home, listener, environment).evict(DemoStage.CLAIM);
  }

  private static Path demos(Path home) {
    return home.resolve("demo");
  }

  /** The demo's plan. */
  public Path plan() {
    return path.resolve("plan.yaml");
  }

  /** Which server the client application asks. */
  public Path clientConfig() {
    return path.resolve("client.properties");
  }

  /** The configuration before cutover. */
  Path sourceConfig() {
    return path.resolve("client.source.properties");
  }

  /** The configuration after cutover. */
  Path targetConfig() {
    return path.resolve("client.target.properties");
  }

  /** What the client application was answered. */
  public Path clientLog() {
    return path.resolve("client.log");
  }

  Path clientPid() {
    return path.resolve("client.pid");
  }

  Path restartScript() {
    return path.resolve("restart-client.sh");
  }

  Path verifyScript() {
    return path.resolve("verify-client.sh");
  }

  /** Stops the client application where it runs. */
  public void stopClient() {
    try {
      long pid = Long.parseLong(Files.readString(clientPid()).strip());
      // The file is removed by the client's own end, so it names a client or one that was killed.
      ProcessHandle.of(pid)
          .filter(process -> process.info().commandLine().orElse("").contains("demo-client"))
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
