package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.scratch.ScratchSpace;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.activities.validation.WriteProbe;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.ActionResult.State;
import io.chromarunbook.workflows.text.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Proves that the target serves: real reads of what was migrated, and writes beside it. */
final class TargetProof {

  /** Says that a server of ours is not what applications need. */
  private static final class Disproved extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Disproved(String message) {
      super(message);
    }
  }

  private static final int SAMPLE = 5;

  private final OpenRun run;
  private final Attempt attempt;

  TargetProof(OpenRun run, Attempt attempt) {
    this.run = run;
    this.attempt = attempt;
  }

  ActionResult prove() {
    List<InventoryCollection> migrated =
        Inventory.read(run.folder().frozenInventory()).collections();
    try (WritableServer server = run.target()) {
      for (InventoryCollection collection : migrated) {
        read(server, collection);
        attempt.progress(0, 0);
      }
      write(server);
      attempt.progress(0, 0);
      return new ActionResult(
          State.DONE,
          "The target at "
              + run.plan().target().url()
              + " serves: "
              + Counts.of(migrated.size(), "collection")
              + " read and searched, and a write probe went through.");
    } catch (Disproved e) {
      return failed(e);
    } catch (ChromaException e) {
      if (e.kind().transientFault()) {
        throw e;
      }
      return failed(e);
    }
  }

  private ActionResult failed(RuntimeException e) {
    return new ActionResult(
        State.FAILED,
        "The target at " + run.plan().target().url() + " does not serve: " + e.getMessage());
  }

  private static void read(ChromaServer server, InventoryCollection expected) {
    CollectionInfo collection =
        server
            .collection(expected.target())
            .orElseThrow(
                () -> new Disproved("the collection " + expected.target() + " is not there."));
    long count = server.count(collection);
    if (expected.count() == 0) {
      return;
    }
    List<String> ids = server.firstIds(collection, SAMPLE);
    if (count == 0 || ids.isEmpty()) {
      throw new Disproved(
          "the collection %s is empty, and held %,d records when it was migrated."
              .formatted(expected.target(), expected.count()));
    }
    List<ChromaRecord> records = new ArrayList<>();
    server.records(collection, ids, records::add);
    if (records.isEmpty()) {
      throw new Disproved(
          "the collection " + expected.target() + " lists ids and has no records for them.");
    }
    Optional<float[]> vector =
        records.stream().map(ChromaRecord::embedding).filter(each -> each != null).findFirst();
    if (vector.isPresent() && server.query(collection, List.of(vector.get()), 1).get(0).isEmpty()) {
      throw new Disproved(
          "a search in the collection "
              + expected.target()
              + " by a vector it holds finds nothing.");
    }
  }

  private void write(WritableServer server) {
    Tallies tallies = new Tallies();
    new WriteProbe(server, ScratchSpace.of(run, server))
        .probe(DistanceFunction.L2, IndexSettings.DEFAULTS, tallies);
    List<String> failing = new ArrayList<>();
    tallies
        .byCheck()
        .forEach(
            (check, tally) -> tally.failing().forEach(name -> failing.add(check + " " + name)));
    if (!failing.isEmpty()) {
      throw new Disproved("in a scratch collection, " + String.join("; ", failing) + ".");
    }
  }
}
