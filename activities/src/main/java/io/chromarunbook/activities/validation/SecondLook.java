package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.pipeline.OneAtATime;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.steps.Position;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Looks again at a target that has been compared: at a share of each part's records and at all ids.
 * A part in which anything is other than it was found to be is compared as a whole, in place of
 * that. Of the others stays what was found: a sample that is equal says nothing of the rest.
 */
final class SecondLook implements PartWalk.Visitor, AutoCloseable {

  private final OpenRun run;
  private final Snapshot snapshot;
  private final PresentIds presence;
  private final Side wholeSide;
  private final ComparisonVisitor whole;
  private final Side sampleSide;
  private final ComparisonVisitor sample;
  private final Set<Position> again = new LinkedHashSet<>();

  SecondLook(
      OpenRun run,
      Attempt attempt,
      Snapshot snapshot,
      ChromaServer target,
      PartWalk walk,
      RecordChoice share) {
    this.run = run;
    this.snapshot = snapshot;
    this.presence = new PresentIds(run.folder(), snapshot);
    OneAtATime requests = new OneAtATime();
    this.wholeSide = new TargetSide(run, attempt, snapshot, target, requests);
    this.whole = new ComparisonVisitor(attempt, snapshot, walk, wholeSide);
    this.sampleSide =
        new TargetSide(
            run,
            snapshot,
            target,
            requests,
            new Doubts(new SuiteNotes(run, attempt, snapshot, target)));
    this.sample = new ComparisonVisitor(attempt, snapshot, walk, sampleSide, share);
  }

  /** Parts of which something is other than it was found to be. */
  private final class Doubts implements TargetNotes {

    private final SuiteNotes suite;

    Doubts(SuiteNotes suite) {
      this.suite = suite;
    }

    @Override
    public void part(PartComparison found) {
      if (!found.different().isEmpty() || !found.missing().isEmpty()) {
        again.add(new Position(found.collection(), found.part()));
      }
    }

    @Override
    public void collection(int collection, Optional<CollectionInfo> info) {
      presence
          .changedParts(collection, suite.listed(collection, info))
          .forEach(part -> again.add(new Position(collection, part)));
    }
  }

  @Override
  public void part(int collection, int part) {
    if (compared(collection, part)) {
      sample.part(collection, part);
    } else {
      whole.part(collection, part);
    }
  }

  /** Whether there is something to compare with. */
  private boolean compared(int collection, int part) {
    Path file = run.folder().validation(Results.TARGET, collection, part);
    if (!Files.exists(file)) {
      return false;
    }
    PartComparison before = DurableFile.readJson(file, PartComparison.class);
    return before.planDigest().equals(run.reference().planDigest())
        && before.partSha256().equals(snapshot.collection(collection).parts().get(part).sha256());
  }

  @Override
  public void collection(int collection) {
    whole.settle();
    sample.collection(collection);
    compareAgain();
  }

  @Override
  public void settle() {
    whole.settle();
    sample.settle();
    compareAgain();
  }

  private void compareAgain() {
    again.forEach(part -> whole.part(part.collection(), part.part()));
    whole.settle();
    again.clear();
  }

  @Override
  public void close() {
    sampleSide.close();
    wholeSide.close();
  }
}
