package io.chromarunbook.activities.inplace;

import io.chromarunbook.activities.importing.AdoptedCollections;
import io.chromarunbook.activities.inplace.CollectionsLook.Expected;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.InPlaceNote;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.served.DirectoryCopy;
import io.chromarunbook.activities.served.FolderRemoval;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.directory.Assessment;
import io.chromarunbook.directory.ChromaDirectory;
import io.chromarunbook.workflows.steps.InPlaceActivities;
import io.chromarunbook.workflows.steps.InPlaceReport;
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
  public InPlaceReport take(RunReference reference) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          try {
            return take(run, attempt);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static InPlaceReport take(OpenRun run, Attempt attempt) throws IOException {
    Optional<InPlaceNote> before = InPlaceNote.of(run.folder());
    if (before.isPresent()) {
      return new InPlaceReport(true, before.get().message());
    }
    Assessment assessment = ChromaDirectory.assess(source(run));
    Optional<String> objection = new Eligibility(run, assessment).objection();
    List<Expected> expected =
        assessment.collections().stream()
            .map(each -> new Expected(each.name(), each.records()))
            .toList();
    if (objection.isEmpty()) {
      objection = new Trial(run, attempt).objection(expected);
    }
    if (objection.isPresent()) {
      return new InPlaceReport(false, objection.get());
    }
    return placed(run, attempt, expected);
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
    Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          try {
            empty(run);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return null;
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
