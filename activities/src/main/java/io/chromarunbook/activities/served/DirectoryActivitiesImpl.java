package io.chromarunbook.activities.served;

import io.chromarunbook.activities.importing.CreationRecord;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.RunEnd;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.workflows.plan.RollbackPlan;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.DirectoryActivities;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.steps.ServedSides;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Copies, serves and closes directories on this machine. */
public final class DirectoryActivitiesImpl implements DirectoryActivities {

  private final Runs runs;

  /** Directories of these runs. */
  public DirectoryActivitiesImpl(Runs runs) {
    this.runs = runs;
  }

  @Override
  public ServedSides serve(RunReference reference) {
    return Attempt.at(runs, reference, DirectoryActivitiesImpl::serve);
  }

  private static ServedSides serve(OpenRun run, Attempt attempt) {
    List<String> served = new ArrayList<>();
    List<String> mended = List.of();
    if (run.plan().target().directory() != null) {
      requireRoom(run);
    }
    if (run.plan().source().directory() != null) {
      SourceCopy copy = new SourceCopy(run, attempt);
      served.add("a copy of %s at %s".formatted(run.plan().source().directory(), copy.serve()));
      mended = copy.mended();
    }
    if (run.plan().target().directory() != null) {
      ServerPlan target = run.plan().target();
      served.add(
          "%s at %s".formatted(target.directory(), run.directories().serve(run.servedTarget())));
    }
    return new ServedSides(String.join(", ", served), mended);
  }

  /** Somebody else's files are not written between. */
  private static void requireRoom(OpenRun run) {
    Path target = Path.of(run.plan().target().directory());
    Path begun = run.folder().servedTargetNote();
    if (Files.exists(begun)) {
      return;
    }
    if (Files.exists(target) && !Files.isDirectory(target)) {
      throw refused(target + " is a file; name a directory for the target, or one to be made.");
    }
    if (Files.isDirectory(target) && !empty(target)) {
      throw refused(
          target + " is not empty; name an empty directory for the target, or one to be made.");
    }
    TargetNote.begun(target).write(begun);
  }

  private static boolean empty(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RuntimeException refused(String message) {
    return FailureKind.REFUSED.failure(message, null);
  }

  @Override
  public void end(RunReference reference) {
    Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          try {
            end(run, attempt);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return null;
        });
  }

  private static void end(OpenRun run, Attempt attempt) throws IOException {
    if (run.plan().source().directory() != null) {
      new SourceCopy(run, attempt).remove();
    }
    if (Files.exists(run.folder().servedTargetNote())) {
      run.directories().end(run.servedTrial());
      run.directories().end(run.servedTarget());
      if (nothingStays(run)) {
        FolderRemoval.ofChromaIn(Path.of(run.plan().target().directory()));
      }
    }
  }

  /** A server makes files in an empty directory before anything is written there by anybody. */
  private static boolean nothingStays(OpenRun run) {
    boolean removed =
        run.plan().rollback().target() == RollbackPlan.TargetCollections.REMOVE
            && RunEnd.read(run.folder()).filter(end -> end.state() == RunState.COMPLETED).isEmpty();
    return removed || new CreationRecord(run.folder()).isEmpty();
  }
}
