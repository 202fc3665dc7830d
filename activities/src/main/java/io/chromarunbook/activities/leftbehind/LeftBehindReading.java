package io.chromarunbook.activities.leftbehind;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.snapshot.JsonLinesFile;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.workflows.steps.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The working files of one reading of the target: a file of records a part, and for each collection
 * one of its new records and one that says how it stands. All of them together are the reading.
 */
final class LeftBehindReading {

  /**
   * Which reading goes on.
   *
   * @param id its own; its files lie in a folder of this name
   * @param planDigest of the run's plan when it began
   * @param snapshotDigest of the snapshot it compares with
   * @param others names of the target's collections that are not of this run, the first ones
   */
  record Begun(
      String id, Instant at, String planDigest, String snapshotDigest, List<String> others) {

    Begun {
      others = List.copyOf(others);
    }
  }

  private final Path folder;
  private final Begun begun;

  private LeftBehindReading(Path folder, Begun begun) {
    this.folder = folder;
    this.begun = begun;
  }

  /** Begins a reading; what an earlier one has not published is given up. */
  static LeftBehindReading begin(
      RunFolder run, Instant now, String planDigest, String snapshotDigest, List<String> others) {
    Path folder = run.leftBehindReading();
    Begun begun = new Begun(UUID.randomUUID().toString(), now, planDigest, snapshotDigest, others);
    // First its name, so that an attempt that was given up cannot write into this reading.
    DurableFile.writeJson(begunFile(folder), begun);
    removeAllBut(folder, begun.id());
    return new LeftBehindReading(folder, begun);
  }

  /**
   * The reading that was begun.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA where none was, or with
   *     another snapshot
   */
  static LeftBehindReading goingOn(RunFolder run, String snapshotDigest) {
    Path folder = run.leftBehindReading();
    if (!Files.exists(begunFile(folder))) {
      throw incomplete(begunFile(folder));
    }
    Begun begun = DurableFile.readJson(begunFile(folder), Begun.class);
    if (!begun.snapshotDigest().equals(snapshotDigest)) {
      throw FailureKind.CORRUPT_DATA.failure(
          "The target was read with another snapshot than the run's; read it again from the"
              + " beginning.",
          null);
    }
    return new LeftBehindReading(folder, begun);
  }

  Begun begun() {
    return begun;
  }

  /** For the records of one part that are changed or gone. */
  JsonLinesFile part(int collection, int part) {
    return new JsonLinesFile(partFile(collection, part));
  }

  /** For the new records of a collection. */
  JsonLinesFile added(int collection) {
    return new JsonLinesFile(addedFile(collection));
  }

  /** Says how a collection stands; its last word. */
  void conclude(int collection, LeftBehindHeader.Standing standing) {
    DurableFile.writeJson(standingFile(collection), standing);
  }

  /**
   * How a collection stands.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA where it was not read yet
   */
  LeftBehindHeader.Standing standing(int collection) {
    return DurableFile.readJson(written(standingFile(collection)), LeftBehindHeader.Standing.class);
  }

  /**
   * The files of a collection's records, in order.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA where one is missing
   */
  List<Path> records(StoredCollection stored) {
    int collection = stored.number() - 1;
    return Stream.concat(
            IntStream.range(0, stored.parts().size()).mapToObj(part -> partFile(collection, part)),
            Stream.of(addedFile(collection)))
        .map(LeftBehindReading::written)
        .toList();
  }

  /** Removes the working files; which reading it was stays known. */
  void clear() {
    removeAllBut(folder, "");
  }

  private static Path written(Path file) {
    if (!Files.exists(file)) {
      throw incomplete(file);
    }
    return file;
  }

  private static RuntimeException incomplete(Path file) {
    return FailureKind.CORRUPT_DATA.failure(
        "The reading of the target is not complete, "
            + file
            + " is missing; read it again from the beginning.",
        null);
  }

  private static Path begunFile(Path folder) {
    return folder.resolve("reading.json");
  }

  private Path partFile(int collection, int part) {
    return collection(collection).resolve("part-%05d.jsonl".formatted(part + 1));
  }

  private Path addedFile(int collection) {
    return collection(collection).resolve("new.jsonl");
  }

  private Path standingFile(int collection) {
    return collection(collection).resolve("standing.json");
  }

  private Path collection(int collection) {
    return folder.resolve(begun.id()).resolve("%05d".formatted(collection + 1));
  }

  private static void removeAllBut(Path folder, String kept) {
    try (Stream<Path> readings = Files.list(folder)) {
      for (Path reading : readings.filter(Files::isDirectory).toList()) {
        if (!reading.getFileName().toString().equals(kept)) {
          remove(reading);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
