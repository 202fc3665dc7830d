package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.distance.IndexDistance;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.InPlaceNote;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.text.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Collections that came with a copy of the source's directory, and become a run's own: marked and
 * written down like those it creates.
 */
public final class AdoptedCollections {

  private static final int SAMPLE = 200;
  private static final int LONGEST = 200;

  private final OpenRun run;
  private final WritableServer target;
  private final List<CollectionInfo> found = new ArrayList<>();
  private final Map<String, String> distances = new TreeMap<>();

  private AdoptedCollections(OpenRun run, WritableServer target) {
    this.run = run;
    this.target = target;
  }

  /**
   * Looks at them, measures by which function their indexes go, and makes them the run's.
   *
   * @return why they cannot be; nothing where they are the run's now
   */
  public static Optional<String> adopt(OpenRun run, WritableServer target) {
    AdoptedCollections adopted = new AdoptedCollections(run, target);
    for (StoredCollection stored : adopted.stored()) {
      Optional<String> objection = adopted.look(stored);
      if (objection.isPresent()) {
        return objection;
      }
    }
    adopted.mark();
    return Optional.empty();
  }

  private List<StoredCollection> stored() {
    return Snapshot.open(run.folder().snapshot()).manifest().collections();
  }

  private Optional<String> look(StoredCollection stored) {
    CollectionInfo info = target.collection(stored.target()).orElseThrow();
    // What a server tells of it is not what its index does, see chroma-core/chroma issue 4217.
    if (stored.distanceFunction() != DistanceFunction.L2) {
      if (!measures(info, stored.distanceFunction())) {
        return Optional.of(
            "the index of '%s' is not seen to measure by %s"
                .formatted(stored.name(), stored.distance()));
      }
      distances.put(info.name(), stored.distance());
      info = InPlaceNote.measured(info, stored.distanceFunction());
    }
    found.add(info);
    List<String> lost =
        new CollectionSettings(stored, run.plan().collections().metadataRule(stored.name()))
            .lostAt(info);
    return lost.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the collection '%s' has lost settings: %s"
                .formatted(stored.name(), String.join("; ", lost)));
  }

  private boolean measures(CollectionInfo info, DistanceFunction wanted) {
    List<ChromaRecord> sample = new ArrayList<>();
    List<String> ids = target.firstIds(info, SAMPLE);
    if (ids.isEmpty()) {
      return false;
    }
    target.records(info, ids, sample::add);
    IndexDistance distance = IndexDistance.of(target, info, sample);
    return (distance instanceof IndexDistance.Measured one && one.function() == wanted)
        || (distance instanceof IndexDistance.Tied several && several.among().contains(wanted));
  }

  /** The note comes last. */
  private void mark() {
    OwnerMark mark = OwnerMark.of(run.reference());
    CreationRecord record = new CreationRecord(run.folder());
    for (int number = 0; number < found.size(); number++) {
      CollectionInfo info = found.get(number);
      target.replaceMetadata(info, mark.addedTo(info.metadata()));
      record.add(number, new CreatedCollection(info.name(), info.id(), mark));
    }
    DurableFile.writeJson(
        run.folder().inPlace(), new InPlaceNote(Instant.now(), message(), distances));
  }

  private String message() {
    return "1.5.9 opened a copy of the directory, wrote to it, compacted it and opened it again after"
        + " a restart, and read and searched every collection each time; another copy is the"
        + " target's."
        + (distances.isEmpty()
            ? ""
            : " The indexes of "
                + Printable.of(String.join(", ", distances.keySet()), LONGEST)
                + " were measured to go by the functions they had"
                + (run.servedSource().release().startsWith("0.")
                    ? "; made by 0.x, their configuration says l2 all the same, which no request"
                        + " mends."
                    : "."));
  }

  /** Forgets that they are the run's; what was imported and validated of them too. */
  public static void forget(OpenRun run) {
    CreationRecord record = new CreationRecord(run.folder());
    for (int number : record.all().keySet()) {
      record.forgetFences(number);
      record.forget(number);
    }
    try {
      Files.deleteIfExists(run.folder().inPlace());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
