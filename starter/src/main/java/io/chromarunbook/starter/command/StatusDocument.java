package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.starter.connection.KnownRun;
import io.chromarunbook.starter.connection.Migrations;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.time.Instant;
import java.util.Optional;

/** What {@code status --json} answers: the run's own status and what only the client knows. */
final class StatusDocument {

  private StatusDocument() {}

  /** Of a run whose worker answered just now. */
  static ObjectNode of(MigrationStatus status, KnownRun run, Migrations migrations) {
    MigrationStatus now = status.at(Instant.now());
    ObjectNode document = Json.MAPPER.valueToTree(now);
    document.put("next", now.next());
    document.put("plan", run.planFile().isEmpty() ? null : run.planFile());
    document.set("worker", worker(true, Optional.of(Instant.now())));
    document.put("temporalUi", migrations.ui(run.id()));
    return document;
  }

  /** Of a run for which no worker answers. */
  static ObjectNode of(KnownRun run, Migrations migrations) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.put("migration", run.id());
    document.put("plan", run.planFile().isEmpty() ? null : run.planFile());
    document.put("state", run.state().isEmpty() ? null : run.state());
    document.put("step", run.step().isEmpty() ? null : run.step());
    document.put("workflow", run.execution());
    document.set("worker", worker(false, migrations.workerLastSeen()));
    document.put("temporalUi", migrations.ui(run.id()));
    return document;
  }

  private static ObjectNode worker(boolean alive, Optional<Instant> lastSeen) {
    ObjectNode worker = Json.MAPPER.createObjectNode();
    worker.put("alive", alive);
    worker.put("lastSeen", lastSeen.map(Instant::toString).orElse(null));
    return worker;
  }
}
