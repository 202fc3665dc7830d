package io.chromarunbook.activities.inplace;

import io.chromarunbook.activities.inplace.CollectionsLook.Expected;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.served.DirectoryCopy;
import io.chromarunbook.activities.served.FolderRemoval;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.WritableServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A copy of the source's directory that the target's release opens, writes to, compacts and opens
 * again after a cold restart; it is removed afterwards.
 */
final class Trial {

  /** More than an index takes before it is written to disk, by Chroma's default. */
  private static final int WRITES = 1_100;

  /** Thousands of small collections are not worth that many writes each. */
  private static final int MOST_WRITES = 22_000;

  private static final int BATCH = 550;
  private static final int FEW = 5;

  private final OpenRun run;
  private final Attempt attempt;
  private int left = MOST_WRITES;

  Trial(OpenRun run, Attempt attempt) {
    this.run = run;
    this.attempt = attempt;
  }

  /** What went wrong; nothing where all was as it should be. */
  Optional<String> objection(List<Expected> expected) throws IOException {
    Path copy = run.folder().trialCopy();
    try {
      run.directories().end(run.servedTrial());
      FolderRemoval.of(copy);
      DirectoryCopy.of(Path.of(run.plan().source().directory()), copy, attempt).make();
      return tried(expected).map(what -> "on a copy that 1.5.9 opened " + what + ".");
    } catch (ChromaException e) {
      return Optional.of("a copy that 1.5.9 opened does not serve: " + e.brief() + ".");
    } finally {
      run.directories().end(run.servedTrial());
      FolderRemoval.of(copy);
    }
  }

  private Optional<String> tried(List<Expected> expected) {
    List<Expected> written = new ArrayList<>();
    try (WritableServer server = run.trial()) {
      CollectionsLook look = new CollectionsLook(server, attempt);
      Optional<String> objection = look.objection(expected);
      if (objection.isPresent()) {
        return objection;
      }
      for (Expected each : expected) {
        written.add(new Expected(each.name(), each.records() + write(server, look, each)));
      }
      objection = look.objection(written);
      if (objection.isPresent()) {
        return objection.map(what -> "after writes " + what);
      }
    }
    run.directories().restart(run.servedTrial());
    try (WritableServer server = run.trial()) {
      return new CollectionsLook(server, attempt)
          .objection(written)
          .map(what -> "after writes and a restart " + what);
    }
  }

  /** Writes records like those that are there; how many. */
  private int write(WritableServer server, CollectionsLook look, Expected expected) {
    CollectionInfo collection = server.collection(expected.name()).orElseThrow();
    List<ChromaRecord> sample = look.sample(collection);
    if (sample.isEmpty()) {
      return 0;
    }
    int wanted = left >= WRITES ? WRITES : FEW;
    left -= wanted;
    List<ChromaRecord> batch = new ArrayList<>();
    for (int number = 0; number < wanted; number++) {
      float[] near = sample.get(number % sample.size()).embedding().clone();
      near[number % near.length] += 0.01f * (1 + number);
      batch.add(
          new ChromaRecord(
              "runbook-trial-" + number, "written to try it out", null, Map.of(), near));
      if (batch.size() == BATCH || number == wanted - 1) {
        server.upsert(collection, batch);
        batch = new ArrayList<>();
        attempt.progress(0, 0);
      }
    }
    return wanted;
  }
}
