package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.frontdoor.GateMode;
import io.chromarunbook.activities.frontdoor.GateOrder;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.plan.ServerPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a gate has to know to lead traffic to the target: applications go on to name collections as
 * the source did, by ids they may have kept.
 */
final class GateCrossing {

  private final OpenRun run;

  GateCrossing(OpenRun run) {
    this.run = run;
  }

  /**
   * The order to switch.
   *
   * @throws io.chromarunbook.chroma.ChromaException where the target does not answer
   */
  GateOrder order() {
    ServerPlan target = run.plan().target();
    return new GateOrder(
        GateMode.SWITCHED,
        run.plan().migration(),
        "chroma-runbook",
        "the cutover",
        new GateOrder.Target(target.url(), target.tenant(), target.database(), replaced()),
        mappings());
  }

  private GateOrder.Replaced replaced() {
    ServerPlan source = run.plan().source();
    try (ChromaServer server = run.source()) {
      return new GateOrder.Replaced(
          server.version().version(),
          server.limits().maxBatchSize(),
          source.tenant(),
          source.database());
    }
  }

  private List<GateOrder.Mapping> mappings() {
    Map<String, String> ids = new LinkedHashMap<>();
    try (ChromaServer server = run.target()) {
      server.collections().forEach(collection -> ids.put(collection.name(), collection.id()));
    }
    List<GateOrder.Mapping> mappings = new ArrayList<>();
    for (InventoryCollection collection :
        Inventory.read(run.folder().frozenInventory()).collections()) {
      CollectionInfo source = collection.info();
      String id = ids.get(collection.target());
      // One that is not there is told by the proof that follows, by its name.
      if (id != null) {
        mappings.add(
            new GateOrder.Mapping(
                new GateOrder.Named(source.id(), source.name()),
                new GateOrder.Named(id, collection.target())));
      }
    }
    return mappings;
  }
}
