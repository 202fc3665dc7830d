package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.pipeline.OneAtATime;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.steps.MigratedContent;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what was migrated at the target after the switch, where applications may change it. Each
 * part's result is a file of its own, so that reading can go on any time, and a repeat counts once.
 */
public final class MigratedReading {

  // With the part that is begun last, less than half a minute.
  private static final Duration SLICE = Duration.ofSeconds(20);
  private static final int MOST_EXAMPLES = 10;

  /**
   * What one part showed.
   *
   * @param compared records of it that were migrated
   * @param changed of these, those that differ now
   * @param gone of these, those that are not there any more
   * @param examples the first of the changed and gone, "collection/id"
   */
  record MigratedPart(long compared, long changed, long gone, List<String> examples) {

    MigratedPart {
      examples = List.copyOf(examples);
    }

    static MigratedPart of(PartComparison found, String collection) {
      // What this run did not migrate and is there now, applications have written.
      List<String> changed =
          found.different().stream()
              .filter(different -> !different.notMigrated())
              .map(PartComparison.DifferentRecord::id)
              .toList();
      return new MigratedPart(
          found.equal() + changed.size() + found.missing().size(),
          changed.size(),
          found.missing().size(),
          Stream.concat(changed.stream(), found.missing().stream())
              .limit(MOST_EXAMPLES)
              .map(id -> collection + "/" + id)
              .toList());
    }
  }

  private final RunFolder folder;
  private final Snapshot snapshot;

  /** Reads what a run migrated. */
  public MigratedReading(RunFolder folder, Snapshot snapshot) {
    this.folder = folder;
    this.snapshot = snapshot;
  }

  /** Goes on from a position: a part at least, and no longer than half a minute. */
  public Progress from(Position start, OpenRun run, Attempt attempt, ChromaServer target) {
    PartWalk walk = new PartWalk(snapshot.manifest(), SLICE);
    try (Side side = new TargetSide(run, snapshot, target, new OneAtATime(), new Notes())) {
      return walk.from(start, new ComparisonVisitor(attempt, snapshot, walk, side));
    }
  }

  private final class Notes implements TargetNotes {

    @Override
    public void part(PartComparison found) {
      DurableFile.writeJson(
          folder.migratedContent(found.collection(), found.part()),
          MigratedPart.of(found, snapshot.collection(found.collection()).name()));
    }

    @Override
    public void collection(int collection, Optional<CollectionInfo> info) {
      // Other ids are new writes, which are success.
    }
  }

  /** What all parts read so far amount to. */
  public MigratedContent sum() {
    long compared = 0;
    long changed = 0;
    long gone = 0;
    List<String> examples = new ArrayList<>();
    for (int index = 0; index < snapshot.manifest().collections().size(); index++) {
      for (int part = 0; part < snapshot.collection(index).parts().size(); part++) {
        Path file = folder.migratedContent(index, part);
        if (Files.exists(file)) {
          MigratedPart read = DurableFile.readJson(file, MigratedPart.class);
          compared += read.compared();
          changed += read.changed();
          gone += read.gone();
          examples.addAll(read.examples());
        }
      }
    }
    return new MigratedContent(
        compared, changed, gone, examples.stream().limit(MOST_EXAMPLES).toList());
  }
}
