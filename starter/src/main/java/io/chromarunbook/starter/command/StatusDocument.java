package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.client.KnownRun;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.client.PendingWork;
import io.chromarunbook.starter.connection.Belonging;
import io.chromarunbook.starter.connection.RunStanding;
import io.chromarunbook.starter.diagnosis.DiagnosisDocument;
import io.chromarunbook.starter.diagnosis.Finding;
import io.chromarunbook.starter.diagnosis.LastingIssues;
import io.chromarunbook.starter.offline.RecordedEnd;
import io.chromarunbook.starter.offline.StrandedRun;
import io.chromarunbook.starter.terminal.StrandedText;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What {@code status --json} answers: the run's own status and what only the client knows. */
final class StatusDocument {

  /** A worker that waits for work asks for it once a minute. */
  private static final Duration ASKING = Duration.ofSeconds(70);

  private StatusDocument() {}

  /** Of a run whose worker answered just now. */
  static ObjectNode of(MigrationStatus status, KnownRun run, Migrations migrations) {
    MigrationStatus now = status.at(Instant.now());
    ObjectNode document = Json.MAPPER.valueToTree(now);
    document.put("next", now.next());
    document.put("plan", run.planFile().isEmpty() ? null : run.planFile());
    document.put("workflow", run.execution());
    document.set("worker", worker(true, Optional.of(Instant.now())));
    document.put("temporalUi", migrations.ui(run.id()));
    document.set("temporal", temporal(migrations));
    return document;
  }

  /** Of a run for which no worker answers. */
  static ObjectNode of(KnownRun run, Migrations migrations) {
    ObjectNode document = known(run.id(), run, migrations);
    document.put("state", run.state().isEmpty() ? null : run.state());
    document.set("worker", worker(false, migrations.workerLastSeen()));
    return document;
  }

  /** Of a run that has ended, and for which no worker answers. */
  static ObjectNode of(RecordedEnd end, KnownRun run, Migrations migrations) {
    ObjectNode document = of(run, migrations);
    document.put("state", end.state().name());
    document.put("decision", end.decision());
    document.put("reason", end.reason());
    return document;
  }

  /** Of a run that nobody works on any more. */
  static ObjectNode of(StrandedRun stranded, KnownRun run, Migrations migrations) {
    ObjectNode document = known(stranded.id(), run, migrations);
    RunState state = stranded.settled() ? stranded.ended().state() : RunState.FAILED;
    document.put("state", state.name());
    document.put("decision", stranded.settled() ? stranded.ended().decision() : null);
    document.set("worker", worker(migrations.workerLastSeen()));
    document.set("stranded", Json.MAPPER.valueToTree(stranded));
    document.put("next", StrandedText.next(stranded));
    return document;
  }

  private static ObjectNode known(String id, KnownRun run, Migrations migrations) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.put("migration", id);
    document.put("plan", run == null || run.planFile().isEmpty() ? null : run.planFile());
    document.put("step", run == null || run.step().isEmpty() ? null : run.step());
    document.put("workflow", run == null ? null : run.execution());
    document.put("temporalUi", run == null ? "" : migrations.ui(id));
    document.set("temporal", temporal(migrations));
    return document;
  }

  /** Adds whose run it is, what there is of it, what it waits for and its dry-runs. */
  static void add(ObjectNode document, RunAtHand run, List<PendingWork> pending, DryRuns dryRuns) {
    document.put("standing", standing(run.standing()));
    ObjectNode home = document.putObject("home");
    home.put("id", run.known().map(KnownRun::home).filter(id -> !id.isEmpty()).orElse(null));
    if (run.belonging() instanceof Belonging.Unknown) {
      home.putNull("ours");
    } else {
      home.put("ours", run.belonging() instanceof Belonging.Ours);
    }
    document.set("pending", Json.MAPPER.valueToTree(pending));
    document.set("dryRuns", Json.MAPPER.valueToTree(dryRuns.lines()));
  }

  /** Adds the issues it has had for long enough to be told. */
  static void add(ObjectNode document, List<Finding> findings) {
    document.set(
        "issues",
        Json.MAPPER.valueToTree(
            LastingIssues.among(findings, Instant.now()).stream()
                .map(DiagnosisDocument.Issue::of)
                .toList()));
  }

  private static String standing(RunStanding standing) {
    if (standing instanceof RunStanding.Open) {
      return "OPEN";
    }
    if (standing instanceof RunStanding.Ended) {
      return "ENDED";
    }
    return standing instanceof RunStanding.BrokenOff broken
        ? broken.run().execution()
        : "FORGOTTEN";
  }

  /** Where Temporal is. */
  static JsonNode temporal(Migrations migrations) {
    ObjectNode temporal = Json.MAPPER.createObjectNode();
    temporal.put("address", migrations.endpoint().address());
    temporal.put("namespace", migrations.endpoint().namespace());
    return temporal;
  }

  private static ObjectNode worker(Optional<Instant> lastSeen) {
    Instant lately = Instant.now().minus(ASKING);
    return worker(lastSeen.filter(lately::isBefore).isPresent(), lastSeen);
  }

  private static ObjectNode worker(boolean alive, Optional<Instant> lastSeen) {
    ObjectNode worker = Json.MAPPER.createObjectNode();
    worker.put("alive", alive);
    worker.put("lastSeen", lastSeen.map(Instant::toString).orElse(null));
    return worker;
  }
}
