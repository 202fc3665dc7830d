package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.Judgement;
import io.chromarunbook.workflows.evidence.SearchResult;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.steps.Finding;
import io.chromarunbook.workflows.steps.ServerFacts;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts together what a gate decides on. */
final class GateEvidence {

  /** What the digest covers: what was found, not when or how fast. */
  private record Found(
      GateId gate,
      String planDigest,
      Map<String, String> facts,
      Judgement judgement,
      List<CheckResult> checks,
      List<Finding> findings) {}

  private final MigrationState state;
  private final PlanInForce inForce;

  GateEvidence(MigrationState state, PlanInForce inForce) {
    this.state = state;
    this.inForce = inForce;
  }

  /** The day before: both servers, what there is, and what the dry-run found. */
  EvidenceView preMigration(Judgement judgement) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("source", server(state.health.source()));
    facts.put("target", server(state.health.target()));
    facts.put("collections", number(state.inventory.collections()));
    facts.put("records", number(state.inventory.records()));
    facts.put("inventory", state.inventory.digest());
    facts.put("records read in the dry-run", number(state.dryRun.records()));
    facts.put("records that cannot migrate as they are", number(state.dryRun.unmigratable()));
    facts.put("other collections at the target, left alone", "" + state.capacity.others().size());
    List<Finding> findings = new ArrayList<>();
    findings.addAll(state.health.findings());
    findings.addAll(state.inventory.findings());
    findings.addAll(state.capacity.findings());
    findings.addAll(state.dryRun.findings());
    Map<String, String> timings = new LinkedHashMap<>();
    timings.put("read", "%.0f records/s".formatted(state.dryRun.readPerSecond()));
    timings.put("written", "%.0f records/s".formatted(state.dryRun.writtenPerSecond()));
    state
        .dryRun
        .forecast()
        .forEach((step, time) -> timings.put("forecast of step " + step, time.toSeconds() + " s"));
    return view(GateId.PRE_MIGRATION, facts, judgement, state.dryRun.checks(), findings, timings);
  }

  /** In the window: what validation found. */
  EvidenceView goNoGo(Judgement judgement) {
    Totals totals = state.validation.findings().totals();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("inventory", state.frozenInventory.digest());
    facts.put("snapshot", state.snapshot.digest());
    facts.put("records in the snapshot", number(totals.snapshot()));
    Map<String, String> timings = new LinkedHashMap<>();
    // A run that an earlier release began does not remember.
    if (state.sourceComparedAt != null) {
      timings.put(
          "source compared with the snapshot",
          "until %s, and once more before the switch"
              .formatted(state.sourceComparedAt.truncatedTo(ChronoUnit.SECONDS)));
    }
    if (state.rehearsal != null) {
      facts.put("of these restored in a rehearsal", number(state.rehearsal.records()));
      facts.put("not restorable at the target's release", number(state.rehearsal.leftOut()));
      timings.put(
          "recovery from the snapshot, scaled",
          state.rehearsal.recovery().plusMillis(999).toSeconds() + " s");
    }
    facts.put("equal at the target", number(totals.equal()));
    facts.put("of these by tolerance", number(totals.byTolerance()));
    facts.put("quarantined", number(totals.quarantined()));
    facts.put("different", number(totals.different()));
    facts.put("missing", number(totals.missing()));
    facts.put("added", number(totals.added()));
    for (SearchResult search : state.validation.findings().searches()) {
      facts.put(
          "recall " + search.collection(),
          String.format(
              Locale.ROOT,
              "source %.3f, target %.3f",
              search.sourceRecall(),
              search.targetRecall()));
    }
    if (state.acceptance != null) {
      facts.put("acceptance commands", state.acceptance);
    }
    List<Finding> findings = List.copyOf(state.frozenInventory.findings());
    return view(GateId.GO_NO_GO, facts, judgement, state.validation.checks(), findings, timings);
  }

  private EvidenceView view(
      GateId gate,
      Map<String, String> facts,
      Judgement judgement,
      List<CheckResult> checks,
      List<Finding> findings,
      Map<String, String> timings) {
    Found found = new Found(gate, inForce.run().planDigest(), facts, judgement, checks, findings);
    return new EvidenceView(
        gate,
        Json.digest(found),
        facts,
        judgement.criteria(),
        judgement.triggers(),
        checks,
        findings,
        timings);
  }

  private static String server(ServerFacts facts) {
    return "%s (version %s, API %s)".formatted(facts.url(), facts.version(), facts.api());
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
