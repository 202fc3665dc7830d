package io.chromarunbook.starter.offline;

import io.chromarunbook.activities.checkpoint.Checkpoint;
import io.chromarunbook.activities.checkpoint.Checkpoints;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.snapshot.Damage;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.SnapshotInspection;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.plan.Plan;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * In which condition a run's files are; they are only read.
 *
 * @param path the run's folder
 * @param plan the plan in force; nothing where it cannot be read
 * @param end how the run ended; nothing where its folder does not have that
 * @param left what it did and has not undone
 * @param freeBytes on the folder's disk; negative where that cannot be seen
 * @param snapshot its directory; nothing before there is a whole one
 * @param snapshotDamages what of the snapshot is not what was written, a sentence each
 * @param otherDamages the same of receipts and other files
 * @param parts receipts that are there, of how many parts
 * @param notRead what was left out because it takes long; empty where nothing was
 */
public record FilesLook(
    Path path,
    Optional<Plan> plan,
    Optional<RecordedEnd> end,
    NotUndone left,
    long freeBytes,
    Optional<Path> snapshot,
    List<String> snapshotDamages,
    List<String> otherDamages,
    Parts parts,
    String notRead) {

  /** How many receipts are there, of how many parts. */
  public record Parts(int receipts, int parts) {}

  /** A second or two is what a person waits for; a larger snapshot is verified by its command. */
  private static final long MOST_READ = 64_000_000;

  private static final int MOST_SHOWN = 3;

  public FilesLook {
    snapshotDamages = List.copyOf(snapshotDamages);
    otherDamages = List.copyOf(otherDamages);
  }

  /**
   * Of the run of this id.
   *
   * @throws Failure where this home has none
   */
  public static FilesLook of(RunbookHome home, String id) {
    KeptRun kept = KeptRun.of(home, id);
    RunFolder folder = kept.folder();
    List<String> damages = new ArrayList<>();
    RecordedRun recorded = RecordedRun.of(home, id);
    Optional<Plan> plan = read(() -> Optional.of(kept.plan()), Optional.empty(), damages);
    Optional<RecordedEnd> end = read(recorded::end, Optional.empty(), damages);
    NotUndone left = read(recorded::leftBehind, NotUndone.UNKNOWN, damages);
    boolean sealed = Snapshot.sealed(folder.snapshot());
    List<String> ofSnapshot = new ArrayList<>();
    Parts parts = new Parts(0, 0);
    String notRead = "";
    if (sealed) {
      boolean small = bytes(folder) <= MOST_READ;
      notRead = small ? "" : "the parts of the snapshot, which are large";
      snapshotDamages(folder, small, ofSnapshot);
      if (ofSnapshot.isEmpty()) {
        parts = read(() -> parts(id, folder, damages), parts, damages);
      }
    }
    return new FilesLook(
        folder.path(),
        plan,
        end,
        left,
        freeBytes(folder.path()),
        sealed ? Optional.of(folder.snapshot()) : Optional.empty(),
        ofSnapshot,
        damages,
        parts,
        notRead);
  }

  private static void snapshotDamages(RunFolder folder, boolean whole, List<String> damages) {
    try {
      if (whole) {
        SnapshotInspection.of(folder.snapshot(), Optional.empty(), (records, total) -> {})
            .damages()
            .stream()
            .limit(MOST_SHOWN)
            .map(Damage::what)
            .forEach(damages::add);
      } else {
        var ignored = Snapshot.open(folder.snapshot());
      }
    } catch (ApplicationFailure e) {
      damages.add(e.getOriginalMessage());
    } catch (UncheckedIOException e) {
      damages.add("The snapshot cannot be read: " + e.getCause().getMessage() + ".");
    }
  }

  private static Parts parts(String id, RunFolder folder, List<String> damages) {
    List<Checkpoint> all = new Checkpoints(id, folder).list();
    // A part without any is not imported yet, or was not for want of something else.
    all.stream()
        .filter(Checkpoint::recorded)
        .flatMap(
            one ->
                one.objections().stream()
                    .map(
                        what ->
                            "The receipt of part "
                                + one.part()
                                + " of the collection '"
                                + one.collection()
                                + "' cannot be relied on: "
                                + what
                                + "."))
        .limit(MOST_SHOWN)
        .forEach(damages::add);
    return new Parts(
        (int) all.stream().filter(one -> one.receipt().isPresent()).count(), all.size());
  }

  private static <T> T read(Supplier<T> question, T otherwise, List<String> damages) {
    try {
      return question.get();
    } catch (Failure e) {
      damages.add(e.getMessage());
    } catch (ApplicationFailure e) {
      damages.add(e.getOriginalMessage());
    } catch (UncheckedIOException e) {
      damages.add("A file of the run cannot be read: " + e.getCause().getMessage());
    }
    return otherwise;
  }

  private static long bytes(RunFolder folder) {
    try {
      return Snapshot.open(folder.snapshot()).manifest().bytes();
    } catch (ApplicationFailure | UncheckedIOException e) {
      // What is wrong with it is told by the inspection, which ends early then.
      return 0;
    }
  }

  private static long freeBytes(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      return -1;
    }
  }
}
