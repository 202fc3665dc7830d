package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.evidence.Judgement;
import io.chromarunbook.workflows.evidence.SearchResult;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.VouchLine;
import io.chromarunbook.workflows.steps.Finding;
import io.chromarunbook.workflows.steps.ServerFacts;
import io.chromarunbook.workflows.steps.WayBackRehearsal;
import io.chromarunbook.workflows.text.ChromaVersion;
import io.chromarunbook.workflows.text.Durations;
import io.chromarunbook.workflows.text.UtcTime;
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
      List<Criterion> criteria,
      List<Criterion> triggers,
      List<CheckResult> checks,
      List<Finding> findings,
      List<String> holds,
      List<String> vouched) {}

  private final MigrationState state;
  private final PlanInForce inForce;

  GateEvidence(MigrationState state, PlanInForce inForce) {
    this.state = state;
    this.inForce = inForce;
  }

  /** The day before: both servers, what there is, and what the dry-run found. */
  EvidenceView preMigration(Judgement judgement) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("source", server(inForce.plan().source(), state.preparation.health.source()));
    facts.put("target", server(inForce.plan().target(), state.preparation.health.target()));
    putPeople(facts);
    facts.put("collections", number(state.preparation.inventory.collections()));
    facts.put("records", number(state.preparation.inventory.records()));
    facts.put("inventory", state.preparation.inventory.digest());
    facts.put("records read in the dry-run", number(state.preparation.dryRun.records()));
    facts.put(
        "records that cannot migrate as they are", number(state.preparation.dryRun.unmigratable()));
    facts.put(
        "other collections at the target, left alone",
        "" + state.preparation.capacity.others().size());
    List<Finding> findings = new ArrayList<>();
    findings.addAll(state.preparation.health.findings());
    findings.addAll(state.preparation.inventory.findings());
    findings.addAll(state.preparation.capacity.findings());
    findings.addAll(state.preparation.dryRun.findings());
    Map<String, String> timings = new LinkedHashMap<>();
    timings.put(
        "read", number(Math.round(state.preparation.dryRun.readPerSecond())) + " records/s");
    timings.put(
        "written", number(Math.round(state.preparation.dryRun.writtenPerSecond())) + " records/s");
    state
        .preparation
        .dryRun
        .forecast()
        .forEach((step, time) -> timings.put("forecast of step " + step, Durations.words(time)));
    return view(
        GateId.PRE_MIGRATION,
        facts,
        judgement,
        state.preparation.dryRun.checks(),
        findings,
        timings);
  }

  /** In the window: what validation found. */
  EvidenceView goNoGo(Judgement judgement) {
    MigrationState.Validating validation = state.validation;
    Totals totals = validation.summary.findings().totals();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("source", server(inForce.plan().source(), state.preparation.health.source()));
    facts.put("target", server(inForce.plan().target(), state.preparation.health.target()));
    putPeople(facts);
    facts.put("freeze", freeze());
    facts.put("restart of the target before validation", restart());
    facts.put("inventory", state.freeze.inventory.digest());
    facts.put("snapshot", state.snapshot.summary.digest());
    facts.put("records in the snapshot", number(totals.snapshot()));
    Map<String, String> timings = new LinkedHashMap<>();
    timings.put(
        "source compared with the snapshot",
        "until %s, and once more before the switch"
            .formatted(UtcTime.words(validation.sourceComparedAt)));
    timings.put("target compared with the snapshot", targetCompared());
    if (state.freeze.counted != null) {
      timings.put("writes refused at the gate", state.freeze.counted);
    }
    if (state.snapshot.rehearsal != null) {
      facts.put("of these restored in a rehearsal", number(state.snapshot.rehearsal.records()));
      facts.put(
          "not restorable at the target's release", number(state.snapshot.rehearsal.leftOut()));
      timings.put(
          "recovery from the snapshot, scaled",
          SnapshotStep.roundedUp(state.snapshot.rehearsal.recovery()));
    }
    facts.put("equal at the target", number(totals.equal()));
    facts.put("of these by tolerance", number(totals.byTolerance()));
    facts.put("quarantined", number(totals.quarantined()));
    facts.put("different", number(totals.different()));
    facts.put("missing", number(totals.missing()));
    facts.put("added", number(totals.added()));
    for (SearchResult search : validation.summary.findings().searches()) {
      facts.put(
          "recall " + search.collection(),
          String.format(
              Locale.ROOT,
              "source %.3f, target %.3f",
              search.sourceRecall(),
              search.targetRecall()));
    }
    putWayBack(facts, timings);
    if (!inForce.plan().acceptance().isEmpty()) {
      facts.put(
          "acceptance commands", validation.acceptance == null ? "passed" : validation.acceptance);
    }
    List<Finding> findings = List.copyOf(state.freeze.inventory.findings());
    return view(GateId.GO_NO_GO, facts, judgement, validation.summary.checks(), findings, timings);
  }

  private void putWayBack(Map<String, String> facts, Map<String, String> timings) {
    WayBackRehearsal rehearsal = state.wayBack.rehearsal;
    if (rehearsal == null) {
      return;
    }
    facts.put(
        "way back rehearsed",
        switch (rehearsal.state()) {
          case SEEN -> "yes: " + rehearsal.message();
          case FAILED -> "it failed: " + rehearsal.message();
          case NOT_TRIED -> "no: " + rehearsal.message();
        });
    if (rehearsal.state() == WayBackRehearsal.State.SEEN) {
      timings.put("way back, rehearsed", Durations.words(rehearsal.took()));
    }
  }

  private void putPeople(Map<String, String> facts) {
    facts.put(
        "started by",
        state.preparation.startedBy == null
            ? "nobody said (not signed)"
            : state.preparation.startedBy + " (not signed)");
    facts.put(
        "four eyes",
        inForce.plan().gates().fourEyes()
            ? "yes: one person a role, and not who started it"
            : "no: one person may decide alone");
  }

  private String freeze() {
    return switch (state.freeze.standing) {
      case PROVEN -> "proven: " + state.freeze.message;
      case VOUCHED -> "not proven, a person vouches for it: " + state.freeze.message;
      default ->
          state.freeze.standing.name().toLowerCase(Locale.ROOT) + ": " + state.freeze.message;
    };
  }

  private String restart() {
    if (state.validation.restart == null) {
      return "restart not proven: the plan has no target.restart";
    }
    return state.validation.restart.succeeded()
        ? "seen: " + state.validation.restart.message()
        : "restart not proven: " + state.validation.restart.message();
  }

  private String targetCompared() {
    double share = LastLook.share(state);
    return "until %s, and once more before the switch: counts and ids of all records, content of %s; both servers take about %s"
        .formatted(
            UtcTime.words(state.validation.targetComparedAt),
            share >= 1 ? "all" : String.format(Locale.ROOT, "%.0f %%, spread evenly", share * 100),
            SnapshotStep.roundedUp(LastLook.forecast(state)));
  }

  private EvidenceView view(
      GateId gate,
      Map<String, String> facts,
      Judgement judgement,
      List<CheckResult> checks,
      List<Finding> findings,
      Map<String, String> timings) {
    Found found =
        new Found(
            gate,
            inForce.run().planDigest(),
            facts,
            judgement.criteria(),
            judgement.triggers(),
            checks,
            findings,
            state.hold.lines.stream().map(GateEvidence::decided).toList(),
            state.byHand.vouched.stream().map(VouchLine::words).toList());
    return new EvidenceView(
        gate,
        Json.digest(found),
        facts,
        judgement.criteria(),
        judgement.triggers(),
        checks,
        findings,
        List.copyOf(state.hold.lines),
        List.copyOf(state.byHand.vouched),
        timings);
  }

  private static String decided(HoldLine hold) {
    return "%s: %s; %s by %s: %s"
        .formatted(hold.step(), hold.reason(), hold.choice(), hold.by(), hold.outcome());
  }

  private static String server(ServerPlan plan, ServerFacts facts) {
    return "%s, %s (version %s, API %s)"
        .formatted(facts.url(), plan.place(), ChromaVersion.words(facts.version()), facts.api());
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
