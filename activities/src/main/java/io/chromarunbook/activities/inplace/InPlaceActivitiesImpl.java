package io.chromarunbook.activities.inplace;

import io.chromarunbook.activities.importing.AdoptedCollections;
import io.chromarunbook.activities.inplace.CollectionsLook.Expected;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.CopiedSource;
import io.chromarunbook.activities.run.InPlaceNote;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.served.DirectoryCopy;
import io.chromarunbook.activities.served.FolderRemoval;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.steps.InPlaceActivities;
import io.chromarunbook.workflows.steps.InPlaceReport;
import io.chromarunbook.workflows.steps.InPlaceTrial;
import io.chromarunbook.workflows.steps.RunReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Takes the road, where it is proven on a copy of its own, and gives it up. */
public final class InPlaceActivitiesImpl implements InPlaceActivities {

  private final Runs runs;

  /** For these runs. */
  public InPlaceActivitiesImpl(Runs runs) {
    this.runs = runs;
  }

  @Override
  public InPlaceTrial rehearse(RunReference reference) {
    return atOpened(
        reference,
        (run, attempt) -> {
          Optional<String> objection =
              Eligibility.objection(run.plan())
                  .or(() -> Optional.ofNullable(found(run, attempt).objection()));
          return new InPlaceTrial(objection.isEmpty(), objection.orElse(""));
        });
  }

  @Override
  public InPlaceReport take(RunReference reference) {
    return atOpened(reference, InPlaceActivitiesImpl::take);
  }

  private static InPlaceReport take(OpenRun run, Attempt attempt) throws IOException {
    Optional<InPlaceNote> before = InPlaceNote.of(run.folder());
    if (before.isPresent()) {
      return new InPlaceReport(true, before.get().message());
    }
    Optional<String> objection = Eligibility.objection(run.plan());
    if (objection.isPresent()) {
      return new InPlaceReport(false, objection.get());
    }
    FoundByTrial found = found(run, attempt);
    return found.objection() == null
        ? placed(run, attempt, found.collections())
        : new InPlaceReport(false, found.objection());
  }

  /** What was found of the source as it is; it is tried where that was not. */
  private static FoundByTrial found(OpenRun run, Attempt attempt) {
    return FoundByTrial.of(run.folder(), CopiedSource.of(run.folder()).treeHash())
        .orElseGet(() -> new Trial(run, attempt).found());
  }

  private static InPlaceReport placed(OpenRun run, Attempt attempt, List<Expected> expected)
      throws IOException {
    replaceTarget(run, () -> DirectoryCopy.of(source(run), target(run), attempt).make());
    Optional<String> objection;
    try (WritableServer target = run.target()) {
      objection = new CollectionsLook(target, attempt).objection(expected);
      if (objection.isEmpty()) {
        objection = AdoptedCollections.adopt(run, target);
      }
    }
    if (objection.isEmpty()) {
      return new InPlaceReport(true, InPlaceNote.of(run.folder()).orElseThrow().message());
    }
    empty(run);
    return new InPlaceReport(false, "opened as the target " + objection.get() + ".");
  }

  @Override
  public void giveUp(RunReference reference) {
    atOpened(
        reference,
        (run, attempt) -> {
          empty(run);
          return null;
        });
  }

  /** Reads and writes files too. */
  @FunctionalInterface
  private interface Work<T> {
    T on(OpenRun run, Attempt attempt) throws IOException;
  }

  private <T> T atOpened(RunReference reference, Work<T> work) {
    return Attempt.at(
        runs,
        reference,
        InPlaceNote.PATIENCE,
        (run, attempt) -> {
          try {
            return work.on(run, attempt);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void empty(OpenRun run) throws IOException {
    AdoptedCollections.forget(run);
    replaceTarget(run, () -> {});
  }

  /** Puts files into a directory that nobody has open. */
  @FunctionalInterface
  private interface Filling {
    void fill() throws IOException;
  }

  /** What is in the directory now this run has put there: it was empty when the run began. */
  private static void replaceTarget(OpenRun run, Filling filling) throws IOException {
    if (!Files.exists(run.folder().servedTargetNote())) {
      throw new IllegalStateException(target(run) + " was not found empty by this run");
    }
    run.directories().end(run.servedTarget());
    FolderRemoval.ofChromaIn(target(run));
    filling.fill();
    var ignored = run.directories().serve(run.servedTarget());
  }

  private static Path source(OpenRun run) {
    return Path.of(run.plan().source().directory());
  }

  private static Path target(OpenRun run) {
    return Path.of(run.plan().target().directory());
  }
}
