package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.pipeline.OneAtATime;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.snapshot.Slice;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.steps.ValidationActivities;
import io.chromarunbook.workflows.steps.ValidationSummary;
import java.time.Duration;

/** Compares everything with everything. */
public final class ValidationActivitiesImpl implements ValidationActivities {

  private final Runs runs;
  private final Duration slice;

  /** Works on runs of this home. */
  public ValidationActivitiesImpl(Runs runs) {
    this(runs, Slice.USUAL);
  }

  ValidationActivitiesImpl(Runs runs, Duration slice) {
    this.runs = runs;
    this.slice = slice;
  }

  @Override
  public Progress compareTarget(RunReference reference, Position from) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          Snapshot snapshot = Snapshot.open(run.folder().snapshot());
          try (ChromaServer target = run.target();
              Side side = new TargetSide(run, attempt, snapshot, target)) {
            return compare(attempt, snapshot, from, side);
          }
        });
  }

  @Override
  public Progress compareTargetAgain(RunReference reference, double share, Position from) {
    // All of it is the same as for the first time.
    return share == 1 ? compareTarget(reference, from) : lookAgain(reference, share, from);
  }

  private Progress lookAgain(RunReference reference, double share, Position from) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          Snapshot snapshot = Snapshot.open(run.folder().snapshot());
          PartWalk walk = new PartWalk(snapshot.manifest(), slice);
          RecordChoice choice = new SpreadShare(snapshot.manifest(), reference.runId(), share);
          try (ChromaServer target = run.target();
              SecondLook visitor = new SecondLook(run, attempt, snapshot, target, walk, choice)) {
            return walk.from(from, visitor);
          }
        });
  }

  @Override
  public Progress compareSource(RunReference reference, Position from) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          Snapshot snapshot = Snapshot.open(run.folder().snapshot());
          try (ChromaServer source = run.source();
              Side side = new SourceSide(run, attempt, snapshot, source)) {
            return compare(attempt, snapshot, from, side);
          }
        });
  }

  @Override
  public Progress compareBoth(RunReference reference, Position from) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          Snapshot snapshot = Snapshot.open(run.folder().snapshot());
          try (ChromaServer source = run.source();
              ChromaServer target = run.target();
              Side side =
                  new BothSides(
                      new SourceSide(run, attempt, snapshot, source),
                      new TargetSide(run, attempt, snapshot, target))) {
            return compare(attempt, snapshot, from, side);
          }
        });
  }

  private Progress compare(Attempt attempt, Snapshot snapshot, Position from, Side side) {
    PartWalk walk = new PartWalk(snapshot.manifest(), slice);
    return walk.from(from, new ComparisonVisitor(attempt, snapshot, walk, side));
  }

  @Override
  public Progress searchBoth(RunReference reference, Position from) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          Snapshot snapshot = Snapshot.open(run.folder().snapshot());
          PartWalk walk = new PartWalk(snapshot.manifest(), slice);
          try (ChromaServer source = run.source();
              ChromaServer target = run.target()) {
            return walk.from(
                from,
                new SearchVisitor(run, attempt, snapshot, source, target, new OneAtATime(), walk));
          }
        });
  }

  @Override
  public Progress compareTargetAndSearch(RunReference reference, Position from) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          Snapshot snapshot = Snapshot.open(run.folder().snapshot());
          PartWalk walk = new PartWalk(snapshot.manifest(), slice);
          OneAtATime requests = new OneAtATime();
          try (ChromaServer source = run.source();
              ChromaServer target = run.target();
              Side side = new TargetSide(run, attempt, snapshot, target, requests);
              ComparisonThenSearch visitor =
                  new ComparisonThenSearch(
                      new ComparisonVisitor(attempt, snapshot, walk, side),
                      new SearchVisitor(run, attempt, snapshot, source, target, requests, walk))) {
            return walk.from(from, visitor);
          }
        });
  }

  @Override
  public ValidationSummary concludeValidation(RunReference reference) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          Snapshot snapshot = Snapshot.open(run.folder().snapshot());
          try (ChromaServer source = run.source();
              WritableServer target = run.target()) {
            return new SuiteConclusion(
                    new RunSuite(run), run, attempt, snapshot.manifest(), source, target)
                .summary();
          }
        });
  }
}
