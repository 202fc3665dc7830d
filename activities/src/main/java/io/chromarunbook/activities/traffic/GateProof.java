package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.frontdoor.FreezeProbe;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.ProbedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Proves at the gate that an application which was not restarted is served: collections are asked
 * for by the ids that the source gave them, as clients keep them, and a write is tried.
 */
final class GateProof {

  private static final int SAMPLE = 5;

  private final OpenRun run;
  private final Attempt attempt;

  GateProof(OpenRun run, Attempt attempt) {
    this.run = run;
    this.attempt = attempt;
  }

  Deed.Done prove() {
    List<InventoryCollection> migrated =
        Inventory.read(run.folder().frozenInventory()).collections();
    String door = run.plan().source().frontDoor();
    try (ProbedServer server = run.frontDoor()) {
      for (InventoryCollection collection : migrated) {
        Optional<String> objection = objection(server, collection);
        if (objection.isPresent()) {
          return new Deed.Done(false, objection.get());
        }
        attempt.progress(0, 0);
      }
      return new Deed.Done(
          true,
          "at %s all %d collections are read by the ids that applications know, and a write is taken"
              .formatted(door, migrated.size()));
    } catch (ChromaException e) {
      if (e.kind().transientFault()) {
        throw e;
      }
      return new Deed.Done(false, "the gate at " + door + " does not serve: " + e.getMessage());
    }
  }

  private Optional<String> objection(ProbedServer server, InventoryCollection expected) {
    CollectionInfo known = expected.info();
    if (server.collection(known.name()).isEmpty()) {
      return Optional.of("at the gate there is no collection " + known.name());
    }
    if (expected.count() > 0) {
      List<String> ids = server.firstIds(known, SAMPLE);
      List<ChromaRecord> records = new ArrayList<>();
      server.records(known, ids, records::add);
      if (records.isEmpty()) {
        return Optional.of(
            "at the gate the collection %s has no record, and had %,d when it was migrated"
                .formatted(known.name(), expected.count()));
      }
    }
    return FreezeProbe.refusal(server, known)
        .map(how -> "a write to " + known.name() + " at the gate is refused: " + how);
  }
}
