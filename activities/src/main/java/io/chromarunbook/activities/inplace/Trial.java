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
import io.chromarunbook.directory.Assessment;
import io.chromarunbook.directory.ChromaDirectory;
import io.chromarunbook.directory.TreeHash;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.text.Printable;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

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
  private static final int LONGEST_REASON = 200;

  private final OpenRun run;
  private final Attempt attempt;
  private int left = MOST_WRITES;

  Trial(OpenRun run, Attempt attempt) {
    this.run = run;
    this.attempt = attempt;
  }

  /** Tries it, and keeps what was found. */
  FoundByTrial found() {
    Path copy = run.folder().trialCopy();
    try {
      run.directories().end(run.servedTrial());
      FolderRemoval.of(copy);
      DirectoryCopy.of(Path.of(run.plan().source().directory()), copy, attempt).make();
      FoundByTrial found = found(copy);
      found.keep(run.folder());
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FoundByTrial found(Path copy) throws IOException {
    String treeHash = TreeHash.of(copy);
    try {
      Assessment assessment = ChromaDirectory.assess(copy);
      List<Expected> expected =
          assessment.collections().stream()
              .map(each -> new Expected(each.name(), each.records()))
              .toList();
      String objection =
          new Eligibility(run.plan(), assessment)
              .objection()
              .or(() -> opened(expected))
              .orElse(null);
      return new FoundByTrial(Instant.now(), treeHash, objection, expected);
    } finally {
      run.directories().end(run.servedTrial());
      FolderRemoval.of(copy);
    }
  }

  private Optional<String> opened(List<Expected> expected) {
    Optional<String> unserved = unserved();
    if (unserved.isPresent()) {
      return unserved;
    }
    try {
      return tried(expected).map(what -> "on a copy that 1.5.9 opened " + what + ".");
    } catch (ChromaException e) {
      return Optional.of("a copy that 1.5.9 opened does not serve: " + e.brief() + ".");
    }
  }

  /** Why no server of 1.x starts over it, which for the source itself would be an outage. */
  private Optional<String> unserved() {
    try {
      var ignored = run.directories().serve(run.servedTrial());
      return Optional.empty();
    } catch (ApplicationFailure e) {
      if (FailureKind.of(e.getType()) != FailureKind.UNREACHABLE) {
        throw e;
      }
      return Optional.of(
          "1.5.9 does not start over a copy of it: "
              + Printable.of(e.getOriginalMessage(), LONGEST_REASON)
              + ".");
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
    Random chance = new Random(WRITES);
    int wanted = left >= WRITES ? WRITES : FEW;
    left -= wanted;
    List<ChromaRecord> batch = new ArrayList<>();
    for (int number = 0; number < wanted; number++) {
      float[] embedding = between(sample, chance);
      batch.add(
          new ChromaRecord(
              "runbook-trial-" + number, "written to try it out", null, Map.of(), embedding));
      if (batch.size() == BATCH || number == wanted - 1) {
        server.upsert(collection, batch);
        batch = new ArrayList<>();
        attempt.progress(0, 0);
      }
    }
    return wanted;
  }

  /** Somewhere between two that are there, by chance, and never close to one. */
  private static float[] between(List<ChromaRecord> sample, Random chance) {
    float[] one = sample.get(chance.nextInt(sample.size())).embedding();
    float[] other = sample.get(chance.nextInt(sample.size())).embedding();
    float[] between = new float[one.length];
    for (int index = 0; index < between.length; index++) {
      between[index] = chance.nextBoolean() ? one[index] : -other[index];
    }
    return between;
  }
}
