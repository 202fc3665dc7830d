package io.chromarunbook.starter.diagnosis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.client.KnownRun;
import io.chromarunbook.client.PendingWork;
import io.chromarunbook.starter.offline.FilesLook;
import io.chromarunbook.starter.offline.NotUndone;
import io.chromarunbook.starter.offline.RecordedEnd;
import io.chromarunbook.starter.offline.StrandedRun;
import io.chromarunbook.starter.terminal.SampleRun;
import io.chromarunbook.starter.terminal.StartLine;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.HeartbeatDetails;
import io.chromarunbook.workflows.steps.Outage;
import io.chromarunbook.workflows.steps.Standstill;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What could be known of a run, good or bad. */
final class FactsOf {

  static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
  static final String ID = "kb-to-1x";
  static final Path HOME = Path.of("/srv/home of ours");

  static final Plan PLAN =
      PlanReader.read(
          "{migration: kb-to-1x, source: {url: 'http://old:8000'}, target: {url: 'http://new:8000'},"
              + " people: {operations-lead: [ann], dba: [bo], security: [cy], technician: [ed],"
              + " on-call: [di]}, network: {giveUpAfter: PT7M}, timeline: {hold: PT21M, maxFreeze:"
              + " PT3H}}");

  private FactsOf() {}

  /** A run about which everybody answered, and nothing is wrong. */
  static RunFacts.Gathering run() {
    return RunFacts.of(ID, HOME, NOW)
        .known(known("RUNNING"))
        .workersHere(1)
        .plan(Optional.of(PLAN))
        .again(StartLine.of("plan.yaml", "kb-to-1x-2").replacing(ID).by("ann"));
  }

  static KnownRun known(String execution) {
    return new KnownRun(
        ID,
        execution,
        NOW.minusSeconds(900),
        null,
        "RUNNING",
        "3",
        "plan.yaml",
        "h",
        "",
        "ann",
        "r");
  }

  static MigrationStatus status(RunState state) {
    return SampleRun.at(Step.MIGRATION, state);
  }

  /** The same status in which one property is another, as JSON has it. */
  static MigrationStatus with(MigrationStatus status, String property, Object value) {
    ObjectNode node = Json.MAPPER.valueToTree(status);
    node.set(property, Json.MAPPER.valueToTree(value));
    try {
      return Json.MAPPER.treeToValue(node, MigrationStatus.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Outage outage(Outage.Kind kind, String what, String error) {
    return new Outage(kind, what, NOW.minusSeconds(62), error, NOW.plusSeconds(358));
  }

  static PendingWork pending(Outage... outages) {
    HeartbeatDetails beat =
        new HeartbeatDetails(
            1,
            2,
            1,
            NOW,
            List.of(outages).stream()
                .map(each -> new Standstill(each, Standstill.State.LASTS, "", 0))
                .toList(),
            null);
    return work("ImportPart", 1, "STARTED", "", NOW.minusSeconds(1), beat);
  }

  static PendingWork work(
      String type,
      int attempt,
      String state,
      String failure,
      Instant lastBeat,
      HeartbeatDetails beat) {
    return new PendingWork(
        ID, type, "", attempt, state, NOW.minusSeconds(120), failure, null, lastBeat, beat);
  }

  static FilesLook files(
      long free, NotUndone left, List<String> snapshotDamages, List<String> otherDamages) {
    return new FilesLook(
        HOME.resolve("runs").resolve(ID),
        Optional.of(PLAN),
        Optional.empty(),
        left,
        free,
        Optional.of(HOME.resolve("runs").resolve(ID).resolve("snapshot")),
        snapshotDamages,
        otherDamages,
        new FilesLook.Parts(3, 6),
        "");
  }

  static NotUndone frozen() {
    return new NotUndone(
        NOW.minusSeconds(300),
        true,
        null,
        false,
        true,
        HOME.resolve("runs").resolve(ID).resolve("BREAK-GLASS.sh"));
  }

  static StrandedRun stranded(NotUndone left, RecordedEnd ended, List<String> held) {
    return new StrandedRun(
        ID,
        StrandedRun.How.TERMINATED,
        NOW.minusSeconds(60),
        "a mistake",
        "RUNNING",
        "3",
        ended,
        left,
        HOME.resolve("runs").resolve(ID),
        "plan.yaml",
        "kb-to-1x-2",
        "",
        "ann",
        held);
  }
}
