package io.chromarunbook.activities.snapshot;

import io.chromarunbook.workflows.steps.FailureKind;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads a whole snapshot again and finds everything that is wrong with it, where the runbook itself
 * stops at the first thing.
 */
public final class SnapshotInspection {

  /** Hears how far it is. */
  @FunctionalInterface
  public interface Listener {

    /** So many records were read again. */
    void read(long records, long total);
  }

  /**
   * What was found.
   *
   * @param snapshot empty where the manifest itself cannot be trusted
   * @param damages empty where all is as it was written
   */
  public record Result(Optional<Snapshot> snapshot, List<Damage> damages) {

    public Result {
      damages = List.copyOf(damages);
    }

    /** Whether every file is the one that was written. */
    public boolean sound() {
      return damages.isEmpty();
    }
  }

  private final Snapshot snapshot;
  private final Listener listener;
  private final List<Damage> damages = new ArrayList<>();
  private long done;

  private SnapshotInspection(Snapshot snapshot, Listener listener) {
    this.snapshot = snapshot;
    this.listener = listener;
  }

  /**
   * Inspects the snapshot in a directory.
   *
   * @param digest the manifest's SHA-256 as a report has it, or its first digits; empty where
   *     nobody wrote it down. Only with it is a snapshot found out that was exchanged as a whole.
   */
  public static Result of(Path directory, Optional<String> digest, Listener listener) {
    List<Damage> damages = new ArrayList<>();
    Optional<Snapshot> opened =
        attempt(() -> Snapshot.open(directory), what -> ofWhole("manifest.json", what), damages);
    opened.ifPresent(
        snapshot -> {
          SnapshotInspection inspection = new SnapshotInspection(snapshot, listener);
          digest
              .filter(wanted -> !snapshot.digest().startsWith(wanted.toLowerCase(Locale.ROOT)))
              .ifPresent(inspection::anotherSnapshot);
          inspection.inspect();
          damages.addAll(inspection.damages);
        });
    return new Result(opened, damages);
  }

  private void anotherSnapshot(String wanted) {
    damages.add(
        ofWhole(
            "manifest.json",
            "The snapshot in "
                + snapshot.directory()
                + " is another one: its manifest has the SHA-256 "
                + snapshot.digest()
                + " instead of "
                + wanted
                + "; put back the one the report speaks of."));
  }

  private void inspect() {
    for (int index = 0; index < snapshot.manifest().collections().size(); index++) {
      inspect(index);
    }
    unlisted();
  }

  private void inspect(int index) {
    StoredCollection collection = snapshot.collection(index);
    int before = damages.size();
    boolean listed = idsAreListed(index);
    Dimensions dimensions = inspectParts(index, listed);
    if (damages.size() == before && dimensions.contradict(collection.dimension())) {
      damages.add(
          ofCollection(
              "manifest.json",
              collection,
              "The manifest gives the collection "
                  + collection.name()
                  + " the dimension "
                  + collection.dimension().orElseThrow()
                  + ", which none of its embeddings has; put back the manifest that was written."));
    }
  }

  private boolean idsAreListed(int index) {
    StoredCollection collection = snapshot.collection(index);
    return attempt(
            () -> {
              snapshot.verifyIds(index);
              return collection;
            },
            what -> ofCollection(collection.ids().file(), collection, what),
            damages)
        .isPresent();
  }

  private Dimensions inspectParts(int index, boolean listed) {
    StoredCollection collection = snapshot.collection(index);
    Dimensions dimensions = new Dimensions();
    long before = 0;
    try (SnapshotVerifier verifier = new SnapshotVerifier(snapshot)) {
      for (int part = 0; part < collection.parts().size(); part++) {
        int number = part;
        long first = before + 1;
        attempt(
            () -> {
              if (listed) {
                verifier.verifyPart(index, number, dimensions::add);
              } else {
                // Without a list to hold them against the records are only counted.
                snapshot.forEachRecord(index, number, dimensions::add);
              }
              return collection;
            },
            what -> ofPart(index, number, first, listed, what),
            damages);
        before += collection.parts().get(part).records();
        done += collection.parts().get(part).records();
        listener.read(done, snapshot.manifest().records());
      }
    }
    return dimensions;
  }

  private static Damage ofWhole(String file, String what) {
    return new Damage(file, null, 0, 0, null, null, what);
  }

  private static Damage ofCollection(String file, StoredCollection collection, String what) {
    return new Damage(
        file,
        collection.name(),
        Math.min(1, collection.records()),
        collection.records(),
        null,
        null,
        what);
  }

  private Damage ofPart(int index, int part, long first, boolean listed, String what) {
    StoredFile file = snapshot.collection(index).parts().get(part);
    long last = first + file.records() - 1;
    String name = snapshot.collection(index).name();
    if (!listed) {
      return new Damage(file.file(), name, first, last, null, null, what);
    }
    try (IdsReader ids = new IdsReader(snapshot.ids(index), 0)) {
      ids.skip(first - 1);
      String firstId = ids.next();
      ids.skip(file.records() - 2);
      String lastId = file.records() == 1 ? firstId : ids.next();
      return new Damage(file.file(), name, first, last, firstId, lastId, what);
    }
  }

  /** What a manifest does not list was taken out of it, or does not belong here. */
  private void unlisted() {
    try {
      for (Path file : ListedFiles.unlisted(snapshot.directory(), snapshot.manifest())) {
        damages.add(
            ofWhole(
                snapshot.directory().relativize(file).toString(),
                "The snapshot file "
                    + file
                    + " is not in the manifest; put back the manifest that was written, or remove"
                    + " the file if it came from elsewhere."));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> Optional<T> attempt(
      Supplier<T> reading, Function<String, Damage> damage, List<Damage> damages) {
    try {
      return Optional.of(reading.get());
    } catch (ApplicationFailure e) {
      if (FailureKind.of(e.getType()) != FailureKind.CORRUPT_DATA) {
        throw e;
      }
      damages.add(damage.apply(e.getOriginalMessage()));
    } catch (UncheckedIOException e) {
      damages.add(damage.apply("A snapshot file cannot be read: " + e.getCause().getMessage()));
    }
    return Optional.empty();
  }
}
