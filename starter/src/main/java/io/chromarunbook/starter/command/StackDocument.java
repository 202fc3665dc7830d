package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.stack.StackState;
import io.chromarunbook.stack.TemporalEntry;
import io.chromarunbook.workflows.plan.Json;

/** What {@code up --json} and {@code doctor --json} say of what runs. */
final class StackDocument {

  private StackDocument() {}

  static ObjectNode of(StackState state) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    TemporalEntry entry = state.temporal();
    if (entry == null) {
      document.putNull("temporal");
    } else {
      ObjectNode temporal = document.putObject("temporal");
      temporal.put("address", entry.address());
      temporal.put("ui", entry.ui());
      temporal.put("pid", entry.process() == null ? null : entry.process().pid());
      temporal.put("alive", entry.process() == null ? null : state.temporalRuns());
      temporal.put("since", entry.process() == null ? null : entry.process().started().toString());
      temporal.put("supervised", entry.process() != null && state.supervisorRuns());
    }
    ArrayNode workers = document.putArray("workers");
    state.workers().stream()
        .filter(worker -> worker.process().isAlive())
        .forEach(
            worker ->
                workers.addObject().put("pid", worker.pid()).put("metrics", worker.metrics()));
    return document;
  }
}
