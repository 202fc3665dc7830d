package io.chromarunbook.activities.taking;

import io.chromarunbook.activities.inventory.BackupCheck;
import io.chromarunbook.activities.inventory.InventoryActivitiesImpl;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DirectoryServers;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.FileMutex;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.run.ServerConnector;
import io.chromarunbook.activities.run.StandaloneWork;
import io.chromarunbook.activities.served.SourceCopy;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.SnapshotActivitiesImpl;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.Finding;
import io.chromarunbook.workflows.steps.InventorySummary;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.steps.SnapshotSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Takes the snapshot of a plan's source and nothing else, in this process. The source need not be
 * frozen: it is read once more at the end, and what moved is said. Broken off, it goes on with what
 * is complete. Neither server is changed.
 */
public final class SnapshotTaking {

  private static final String READ = "read from the source";

  private final RunFolder folder;
  private final Plan plan;
  private final Runs runs;
  private final StandaloneWork work;

  /**
   * Takes it into this folder, where it lies beside what is known of its making.
   *
   * @param home for its id alone
   * @param directories who serves a copy of the source where that is a directory
   */
  public SnapshotTaking(
      RunbookHome home,
      RunFolder folder,
      Secrets secrets,
      ServerConnector<WritableServer> connector,
      DirectoryServers directories,
      Plan plan,
      StandaloneWork.Listener listener) {
    this.folder = folder;
    this.plan = plan;
    this.work = new StandaloneWork("snapshot", listener);
    this.runs = Runs.inFolder(home, folder, secrets, connector, work.pulse(), directories);
  }

  /**
   * Takes it.
   *
   * @throws io.temporal.failure.ApplicationFailure of the kinds activities fail with; FENCED where
   *     somebody else takes one there, NOT_OWNER where what lies there is another one
   */
  @SuppressWarnings("try") // others are kept out while it is open
  public TakenSnapshot take() {
    try (FileMutex mine = alone()) {
      RunReference reference = begun();
      List<String> mended = served(reference);
      takeInventory(reference);
      SnapshotActivitiesImpl snapshots = SnapshotActivitiesImpl.ofLiveSources(runs);
      // A sealed one is complete: its files are not touched any more.
      if (!Snapshot.sealed(folder.snapshot())) {
        work.toTheEnd(READ, from -> snapshots.exportRecords(reference, from));
      }
      SnapshotSummary summary = work.persistently("sealed", () -> snapshots.seal(reference));
      work.toTheEnd("read again", from -> snapshots.verifySnapshot(reference, from));
      // Of a directory what it is by now, which its copy is not.
      var renewed = atCopy("copied once more", reference, SourceCopy::renew);
      if (renewed.orElse(false)) {
        var ignored = served(reference);
      }
      Drift drift =
          work.persistently(
              "looked at once more",
              () ->
                  Attempt.at(
                      runs, reference, (run, attempt) -> new LaterLook(run, attempt).drift()));
      TakenSnapshot taken =
          new TakenSnapshot(
              summary,
              Snapshot.open(folder.snapshot()).manifest().collections().size(),
              Instant.now(),
              drift,
              mended);
      DurableFile.writeJson(folder.taken(), taken);
      putAway(reference);
      return taken;
    }
  }

  /**
   * Ends what serves the copy of a source that is a directory, and removes it, for whoever breaks
   * off; made again where the snapshot is gone on with.
   */
  public void putAway() {
    if (Files.exists(folder.owner())) {
      putAway(new RunReference(plan.migration(), Runs.owner(folder).runId(), Json.digest(plan)));
    }
  }

  private void putAway(RunReference reference) {
    var ignored =
        atCopy(
            "put away",
            reference,
            copy -> {
              copy.remove();
              return true;
            });
  }

  private List<String> served(RunReference reference) {
    return atCopy(
            "copied",
            reference,
            copy -> {
              var ignored = copy.serve();
              return copy.mended();
            })
        .orElse(List.of());
  }

  /** What is done with the copy of a source that is a directory; nothing where it is a server. */
  private <T> Optional<T> atCopy(
      String what, RunReference reference, Function<SourceCopy, T> copying) {
    return plan.source().directory() == null
        ? Optional.empty()
        : Optional.of(
            work.persistently(
                what,
                () ->
                    Attempt.at(
                        runs,
                        reference,
                        (run, attempt) -> copying.apply(new SourceCopy(run, attempt)))));
  }

  private FileMutex alone() {
    return FileMutex.takeIfFree(lock())
        .orElseThrow(
            () ->
                FailureKind.FENCED.failure(
                    "Somebody takes a snapshot into "
                        + folder.path()
                        + " just now; wait until that has ended.",
                    null));
  }

  private Path lock() {
    return folder.path().resolve("taking.lock");
  }

  /** The same run as the one that was broken off, where there is one. */
  private RunReference begun() {
    String digest = Json.digest(plan);
    if (!Files.exists(folder.owner())) {
      requireEmpty();
      RunReference first = new RunReference(plan.migration(), UUID.randomUUID().toString(), digest);
      runs.create(first, plan);
      return first;
    }
    if (Files.exists(folder.taken())) {
      throw FailureKind.NOT_OWNER.failure(
          "There is a snapshot in "
              + folder.snapshot()
              + " already; name another place for the next one.",
          null);
    }
    if (!Json.digest(Runs.plans(folder).get(0)).equals(digest)) {
      throw FailureKind.NOT_OWNER.failure(
          "A snapshot in "
              + folder.snapshot()
              + " was begun by another plan, and is not complete; name another place, or go on with"
              + " that plan.",
          null);
    }
    return new RunReference(plan.migration(), Runs.owner(folder).runId(), digest);
  }

  private void requireEmpty() {
    try (Stream<Path> there = Files.list(folder.path())) {
      if (there.anyMatch(file -> !file.equals(lock()))) {
        throw FailureKind.NOT_OWNER.failure(
            folder.path() + " is not empty; name an empty directory, or one to be made.", null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void takeInventory(RunReference reference) {
    if (Files.exists(folder.frozenInventory())) {
      return;
    }
    work.persistently(
        "counted at the source",
        () -> {
          InventorySummary found = new InventoryActivitiesImpl(runs).takeInventory(reference);
          found.findings().stream()
              .filter(Finding::blocks)
              // That there is no backup is a reason to take a snapshot.
              .filter(finding -> !finding.id().equals(BackupCheck.MISSING))
              .findFirst()
              .ifPresent(
                  finding -> {
                    throw FailureKind.BAD_PLAN.failure(finding.message(), null);
                  });
          // Nothing is frozen: what was found at first is what is exported.
          DurableFile.writeJson(folder.frozenInventory(), Inventory.read(folder.inventory()));
          return null;
        });
  }
}
