package io.chromarunbook.starter.offline;

import io.chromarunbook.activities.restore.Restored;
import io.chromarunbook.activities.restore.SnapshotRestore;
import io.chromarunbook.activities.run.PatientConnector;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.run.ServerAddresses;
import io.chromarunbook.activities.run.ServerConnector;
import io.chromarunbook.activities.snapshot.Manifest;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.SnapshotInspection;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.planning.GivenServer;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.steps.FailureKind;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** What can be done with recovery files by themselves. */
public final class SnapshotFiles {

  // What a server is asked here may take it a while.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ServerConnector<WritableServer> connector;
  private final Secrets secrets;
  private final RecordsListener listener;

  /** Reaches servers like this, with these secrets. */
  SnapshotFiles(
      ServerConnector<WritableServer> connector, Secrets secrets, RecordsListener listener) {
    this.connector = connector;
    this.secrets = secrets;
    this.listener = listener;
  }

  /** Works with real servers, and secrets from these variables. */
  public static SnapshotFiles in(Map<String, String> environment, RecordsListener listener) {
    return in(environment, listener, line -> {});
  }

  /**
   * The same, for a person who waits.
   *
   * @param say tells of a server that is slow to answer
   */
  public static SnapshotFiles in(
      Map<String, String> environment, RecordsListener listener, Consumer<String> say) {
    return new SnapshotFiles(
        new PatientConnector<>(ChromaServers::toWrite, PATIENCE, say),
        new Secrets(environment::get),
        listener);
  }

  /**
   * Reads everything again.
   *
   * @param digest the manifest's SHA-256 as the report has it, or its first digits
   */
  public CheckedSnapshot verify(Path directory, Optional<String> digest) {
    requireDirectory(directory);
    SnapshotInspection.Result result = inspect(directory, digest);
    List<SnapshotDamage> damages = result.damages().stream().map(SnapshotDamage::of).toList();
    if (result.snapshot().isEmpty()) {
      return new CheckedSnapshot(directory, false, null, null, null, null, 0, 0, 0, 0, damages);
    }
    Snapshot snapshot = result.snapshot().get();
    Manifest manifest = snapshot.manifest();
    return new CheckedSnapshot(
        directory,
        result.sound(),
        snapshot.digest(),
        manifest.migration(),
        manifest.created(),
        manifest.retainUntil(),
        manifest.collections().size(),
        manifest.parts(),
        manifest.records(),
        manifest.bytes(),
        damages);
  }

  private static void requireDirectory(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw Failure.usage(
          directory
              + " is not a directory; name the one with manifest.json in it, see "
              + RunbookCommand.PROGRAM
              + " snapshot"
              + " list");
    }
  }

  private SnapshotInspection.Result inspect(Path directory, Optional<String> digest) {
    return SnapshotInspection.of(
        directory.toAbsolutePath().normalize(),
        digest,
        (records, total) -> listener.done("read again", records, total));
  }

  /**
   * Rebuilds everything on a server.
   *
   * @throws Failure in one sentence; before anything is written where the snapshot is damaged or
   *     the server has a collection of one of the names
   */
  public RestoredSnapshot restore(Path directory, GivenServer to) {
    long start = System.nanoTime();
    requireDirectory(directory);
    try {
      Snapshot snapshot = Snapshot.open(directory.toAbsolutePath().normalize());
      try (WritableServer server = connect(to)) {
        SnapshotRestore restore = restore(snapshot, server);
        restore.requireRoom();
        requireSound(directory);
        Restored restored = restore.restore();
        return new RestoredSnapshot(
            directory,
            snapshot.digest(),
            to.plan().url(),
            restored.collections(),
            restored.records(),
            restored.written(),
            restored.byTolerance(),
            restored.withoutConfiguration(),
            Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
      }
    } catch (ApplicationFailure e) {
      throw failure(e);
    } catch (ChromaException e) {
      if (e.kind().transientFault()) {
        throw Failure.unreachable(
            e.getMessage() + " When it answers again, run the same command: it goes on.", e);
      }
      throw e;
    }
  }

  private SnapshotRestore restore(Snapshot snapshot, WritableServer server) {
    return new SnapshotRestore(
        snapshot,
        server,
        pause -> LockSupport.parkNanos(pause.toNanos()),
        new SnapshotRestore.Listener() {
          @Override
          public void written(long records, long total) {
            listener.done("restored", records, total);
          }

          @Override
          public void compared(long records, long total) {
            listener.done("compared", records, total);
          }
        });
  }

  private void requireSound(Path directory) {
    inspect(directory, Optional.empty()).damages().stream()
        .findFirst()
        .ifPresent(
            damage -> {
              throw Failure.data(
                  "Nothing was written, because the snapshot is damaged: " + damage.what(), null);
            });
  }

  private WritableServer connect(GivenServer to) {
    try {
      return connector.connect(address(to));
    } catch (ChromaException e) {
      if (e.kind() == ChromaException.Kind.NOT_FOUND) {
        throw Failure.usage(
            "%s has no tenant %s with a database %s; make them there, or name others with --tenant and --database"
                .formatted(to.plan().url(), to.plan().tenant(), to.plan().database()),
            e);
      }
      throw e;
    }
  }

  private ServerAddress address(GivenServer to) {
    try {
      return new ServerAddresses(secrets).of(to.plan(), to.settings());
    } catch (ApplicationFailure e) {
      throw Failure.usage(e.getOriginalMessage(), e);
    }
  }

  private static Failure failure(ApplicationFailure failure) {
    return FailureKind.of(failure.getType()) == FailureKind.CORRUPT_DATA
        ? Failure.data(failure.getOriginalMessage(), failure)
        : Failure.refused(failure.getOriginalMessage());
  }

  /**
   * What may be removed of a home's snapshots now.
   *
   * @param abandoned runs whose records at the target somebody gave up
   */
  public List<PruneDecision> prunable(SnapshotShelf shelf, Set<String> abandoned) {
    return new PruneRules(
            Instant.now(),
            shelf.backupsOfOpenRuns(),
            abandoned,
            snapshot -> verify(snapshot.directory(), Optional.empty()).sound())
        .decide(shelf.all());
  }

  /** Removes what was decided to go. */
  public void prune(SnapshotShelf shelf, List<PruneDecision> decisions) {
    shelf.sweep();
    decisions.stream()
        .filter(decision -> decision.verdict() == PruneDecision.Verdict.REMOVE)
        .forEach(decision -> shelf.remove(decision.snapshot()));
  }
}
