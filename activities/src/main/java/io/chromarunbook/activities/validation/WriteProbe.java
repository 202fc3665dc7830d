package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.Check;
import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.checks.WriteChecks;
import io.chromarunbook.activities.comparison.Comparison;
import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.activities.scratch.Purpose;
import io.chromarunbook.activities.scratch.ScratchCollection;
import io.chromarunbook.activities.scratch.ScratchSpace;
import io.chromarunbook.activities.snapshot.Manifest;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.WritableServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Shows that a server takes writes, in a scratch collection that is removed again. */
public final class WriteProbe {

  private static final float[] VECTOR = {1f, 0f, 0.5f};
  private static final ChromaRecord RECORD =
      new ChromaRecord("probe", "first", null, Map.of("probe", "write"), VECTOR);

  private final WritableServer server;
  private final ScratchSpace space;

  /**
   * Probes a server.
   *
   * @param space where scratch collections are made there
   */
  public WriteProbe(WritableServer server, ScratchSpace space) {
    this.server = server;
    this.space = space;
  }

  private record Settings(DistanceFunction distance, IndexSettings index) {}

  /** Writes into a scratch collection with each of the settings collections have. */
  void probeAll(Manifest manifest, Tallies tallies) {
    space.sweep();
    manifest.collections().stream()
        .map(stored -> new Settings(stored.distanceFunction(), stored.index()))
        .distinct()
        .forEach(settings -> tryOut(settings.distance(), settings.index(), tallies));
  }

  /** Writes into a scratch collection with these settings. */
  public void probe(DistanceFunction distance, IndexSettings index, Tallies tallies) {
    space.sweep();
    tryOut(distance, index, tallies);
  }

  private void tryOut(DistanceFunction distance, IndexSettings index, Tallies tallies) {
    ScratchCollection made;
    try {
      made = space.open(Purpose.TRIAL, new NewCollection("probe", Map.of(), distance, index));
    } catch (ChromaException e) {
      failForGood(e);
      tallies.look(WriteChecks.UPSERT, false, "no scratch collection: " + e.getMessage());
      List.of(WriteChecks.READ, WriteChecks.QUERY, WriteChecks.UPDATE, WriteChecks.DELETE)
          .forEach(tallies::due);
      return;
    }
    try (ScratchCollection scratch = made) {
      write(scratch.info(), tallies);
    }
  }

  private void write(CollectionInfo scratch, Tallies tallies) {
    String name = scratch.distance().chromaName();
    show(
        WriteChecks.UPSERT,
        name,
        tallies,
        () -> {
          server.upsert(scratch, List.of(RECORD));
          return true;
        });
    RecordComparison rules = new RecordComparison(scratch.distance());
    show(
        WriteChecks.READ,
        name,
        tallies,
        () -> !(rules.compare(RECORD, only(scratch)) instanceof Comparison.Different));
    show(
        WriteChecks.QUERY,
        name,
        tallies,
        () ->
            server.query(scratch, List.of(VECTOR), 1).get(0).stream()
                .anyMatch(found -> found.id().equals(RECORD.id())));
    show(
        WriteChecks.UPDATE,
        name,
        tallies,
        () -> {
          server.update(scratch, RECORD.id(), "second");
          return "second".equals(only(scratch).document());
        });
    show(
        WriteChecks.DELETE,
        name,
        tallies,
        () -> {
          server.delete(scratch, List.of(RECORD.id()));
          return server.count(scratch) == 0;
        });
  }

  private static void show(Check check, String name, Tallies tallies, BooleanSupplier works) {
    try {
      tallies.look(check, works.getAsBoolean(), name);
    } catch (ChromaException e) {
      failForGood(e);
      tallies.look(check, false, name + ": " + e.getMessage());
    }
  }

  // A server that does not answer just now says nothing about what it takes.
  private static void failForGood(ChromaException e) {
    if (e.kind().transientFault()) {
      throw e;
    }
  }

  private ChromaRecord only(CollectionInfo scratch) {
    List<ChromaRecord> records = new ArrayList<>();
    server.records(scratch, List.of(RECORD.id()), records::add);
    return records.size() == 1
        ? records.get(0)
        : new ChromaRecord(RECORD.id(), null, null, Map.of(), null);
  }
}
