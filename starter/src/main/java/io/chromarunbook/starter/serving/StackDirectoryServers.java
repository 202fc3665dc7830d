package io.chromarunbook.starter.serving;

import io.chromarunbook.activities.run.DirectoryServers;
import io.chromarunbook.activities.run.ServedDirectory;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.stack.StackException;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.workflows.steps.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Servers of directories as a stack of their own in the run's folder. They outlive this process:
 * the next worker finds them by that folder.
 */
public final class StackDirectoryServers implements DirectoryServers {

  private static final Logger LOG = LoggerFactory.getLogger(StackDirectoryServers.class);
  private static final int LOOK_EVERY_SECONDS = 2;

  private final Map<String, String> environment;
  private final Map<ServedDirectory, URI> alive = new ConcurrentHashMap<>();
  private ScheduledExecutorService keeper;

  /** Installs and starts servers with this environment. */
  public StackDirectoryServers(Map<String, String> environment) {
    Map<String, String> own = new HashMap<>(environment);
    // What a demo is to use instead of its own servers is not meant here.
    own.keySet().removeIf(name -> name.startsWith("RUNBOOK_DEMO_"));
    this.environment = Map.copyOf(own);
  }

  @Override
  public URI serve(ServedDirectory directory) {
    // Who kept it alive until now is asked first: a look at the stack waits while it restarts one.
    URI known = alive.get(directory);
    if (known != null) {
      return known;
    }
    URI address = started(directory);
    alive.put(directory, address);
    keep();
    return address;
  }

  @Override
  public void restart(ServedDirectory directory) {
    var ignored = stack(directory).restart(name(directory));
  }

  @Override
  public void end(ServedDirectory directory) {
    alive.remove(directory);
    stack(directory).stop(name(directory));
  }

  private URI started(ServedDirectory directory) {
    try {
      link(directory);
      ServerEntry server =
          stack(directory).chroma(name(directory), ChromaRelease.ofVersion(directory.release()));
      return URI.create(server.url());
    } catch (StackException e) {
      throw FailureKind.UNREACHABLE.failure(
          "Chroma "
              + directory.release()
              + " does not serve "
              + directory.data()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** The stack keeps a server's data where it keeps the server; here they lie elsewhere. */
  private static void link(ServedDirectory directory) {
    Path link =
        directory
            .folder()
            .resolve("stack")
            .resolve(name(directory) + "-" + directory.release())
            .resolve("data");
    try {
      Files.createDirectories(directory.data());
      if (!Files.isSymbolicLink(link)) {
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, directory.data());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server that dies while somebody reads it is back before they lose their patience. */
  private synchronized void keep() {
    if (keeper != null) {
      return;
    }
    keeper =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread daemon = new Thread(task, "keeps directories served");
              daemon.setDaemon(true);
              return daemon;
            });
    var ignored =
        keeper.scheduleWithFixedDelay(
            () -> alive.keySet().forEach(this::revive),
            LOOK_EVERY_SECONDS,
            LOOK_EVERY_SECONDS,
            TimeUnit.SECONDS);
  }

  private void revive(ServedDirectory directory) {
    try {
      LocalStack stack = stack(directory);
      boolean runs =
          stack
              .state()
              .server(name(directory))
              .filter(server -> server.process().isAlive())
              .isPresent();
      if (!runs && alive.containsKey(directory)) {
        LOG.warn("The server of {} has died; it is started again.", directory.data());
        URI address = started(directory);
        alive.replace(directory, address);
      }
    } catch (RuntimeException e) {
      LOG.warn("The server of {} cannot be started again: {}", directory.data(), e.getMessage());
    }
  }

  private static String name(ServedDirectory directory) {
    return "served-" + directory.name();
  }

  private LocalStack stack(ServedDirectory directory) {
    return LocalStack.in(directory.folder(), StackListener.silent(), environment);
  }
}
