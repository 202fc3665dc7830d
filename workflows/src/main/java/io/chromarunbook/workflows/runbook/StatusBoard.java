package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.copy.CopyOutcome;
import io.chromarunbook.workflows.evidence.CollectionDifference;
import io.chromarunbook.workflows.evidence.Grounds;
import io.chromarunbook.workflows.evidence.Interruptions;
import io.chromarunbook.workflows.evidence.Judgement;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.evidence.Uncopied;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.runbook.MigrationState.Ending;
import io.chromarunbook.workflows.status.AlarmLine;
import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.GateLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.ServerLine;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.ServerFacts;
import io.chromarunbook.workflows.steps.ValidationSummary;
import io.temporal.common.SearchAttributeKey;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the run tells of itself: to queries, to search attributes, to the Temporal UI. */
final class StatusBoard {

  static final SearchAttributeKey<String> STATE = SearchAttributeKey.forKeyword(Names.STATE_COLUMN);
  static final SearchAttributeKey<String> STEP = SearchAttributeKey.forKeyword(Names.STEP_COLUMN);
  static final SearchAttributeKey<Long> PERCENT = SearchAttributeKey.forLong("RunbookPercent");
  static final SearchAttributeKey<List<String>> AWAITING =
      SearchAttributeKey.forKeywordList("RunbookAwaiting");
  static final SearchAttributeKey<String> TARGET = SearchAttributeKey.forKeyword("RunbookTarget");

  private final PlanInForce inForce;
  private final MigrationState state;
  private final Timeline timeline;
  private final Gates gates;
  private final FreezeClock clock;
  private final ProgressTracker progress;
  private final CollectionLines collections;
  private final NextActions nextActions;
  private List<Object> published = List.of();

  StatusBoard(
      PlanInForce inForce,
      MigrationState state,
      Timeline timeline,
      Gates gates,
      FreezeClock clock,
      ProgressTracker progress,
      CollectionLines collections,
      NextActions nextActions) {
    this.inForce = inForce;
    this.state = state;
    this.timeline = timeline;
    this.gates = gates;
    this.clock = clock;
    this.progress = progress;
    this.collections = collections;
    this.nextActions = nextActions;
  }

  /** Shows what changed where people look: each upsert is an event, so only what changed. */
  void publish() {
    List<Object> now = List.of(stands().name(), state.timeline.step.id(), percent(), awaiting());
    if (!now.equals(published)) {
      published = now;
      Workflow.upsertTypedSearchAttributes(
          STATE.valueSet(stands().name()),
          STEP.valueSet(state.timeline.step.id()),
          PERCENT.valueSet(percent()),
          AWAITING.valueSet(awaiting()),
          TARGET.valueSet(inForce.plan().target().url()));
    }
    Workflow.setCurrentDetails(CurrentDetails.of(status()));
  }

  /** What GO needs and what forbids it, as things stand. */
  Judgement judgement() {
    Optional<ValidationSummary> validated = Optional.ofNullable(state.validation.summary);
    return Judgement.of(
        new Grounds(
            uncopied(),
            state.amendment.number > 0,
            validated.map(ValidationSummary::findings),
            validated.map(ValidationSummary::checks).orElse(List.of()),
            validated.stream()
                .flatMap(summary -> summary.targets().stream())
                .map(line -> new CollectionDifference(line.collection(), line.totals()))
                .toList(),
            Optional.ofNullable(state.validation.acceptance),
            state.freeze.standing == FreezeLine.Standing.BROKEN
                ? Optional.of(state.freeze.message)
                : Optional.empty(),
            LastLook.change(state),
            inForce.plan().gate(GateId.GO_NO_GO).roles(),
            gates.answers(GateId.GO_NO_GO),
            interruptions()));
  }

  private List<Uncopied> uncopied() {
    return state.copy.outcome == null
        ? List.of()
        : state.copy.outcome.failed().stream().map(StatusBoard::uncopied).toList();
  }

  private static Uncopied uncopied(CopyOutcome.FailedCollection failed) {
    return new Uncopied(
        failed.collection(), failed.reason(), failed.kind() == FailureKind.QUARANTINE_FULL);
  }

  MigrationStatus status() {
    Judgement judgement = judgement();
    MigrationState.Preparation preparation = state.preparation;
    return new MigrationStatus(
        inForce.run().migration(),
        Timeline.now(),
        inForce.run().planDigest(),
        preparation.startedBy == null ? "" : preparation.startedBy,
        preparation.folder,
        server(
            inForce.plan().source(),
            preparation.health == null ? null : preparation.health.source(),
            Contacts.source(state)),
        server(
            inForce.plan().target(),
            preparation.health == null ? null : preparation.health.target(),
            Contacts.target(state)),
        stands(),
        state.timeline.step,
        timeline.lines(),
        clock.line(),
        Arrays.stream(GateId.values()).map(this::gate).toList(),
        progress.line(state.timeline.step),
        List.copyOf(state.collections.lines.values()),
        collections.total(),
        collections.copied(),
        state.validation.summary == null
            ? Totals.NONE
            : state.validation.summary.findings().totals(),
        judgement.criteria(),
        judgement.triggers(),
        judgement.verdict(),
        state.hold.verdict != null ? null : state.end.decision,
        reason(),
        awaiting(),
        ManualActions.lines(state.byHand),
        Outages.lines(state),
        alarms(),
        List.copyOf(state.hold.lines),
        List.copyOf(state.byHand.vouched),
        MonitoringWindow.line(state.window),
        ReturnConditions.line(state),
        List.copyOf(state.wayBack.undo),
        List.copyOf(state.events),
        digests(),
        state.freeze.breakGlass == null ? "" : state.freeze.breakGlass.script(),
        preparation.startedAt,
        Endings.closing(state),
        nextActions.now());
  }

  /** What to do next. */
  List<NextAction> next() {
    return nextActions.now();
  }

  private RunState stands() {
    return state.timeline.paused && state.timeline.state == RunState.RUNNING
        ? RunState.PAUSED
        : state.timeline.state;
  }

  private String reason() {
    if (state.end.ending != null) {
      return state.end.ending.reason();
    }
    if (state.hold.verdict != null) {
      return state.hold.verdict.reason();
    }
    if (state.window.asked != null) {
      return state.window.asked;
    }
    return state.timeline.step == Step.WAIT && state.timeline.state == RunState.WAITING
        ? inForce
            .plan()
            .timeline()
            .start()
            .at()
            .map("It starts at %s, as planned."::formatted)
            .orElse("")
        : "";
  }

  private List<AlarmLine> alarms() {
    List<AlarmLine> alarms = new ArrayList<>();
    if (state.window.alarm != null) {
      alarms.add(state.window.alarm);
    }
    alarms.addAll(state.window.limits.values());
    if (state.freeze.standing == FreezeLine.Standing.BROKEN && state.freeze.until == null) {
      alarms.add(
          new AlarmLine(
              AlarmLine.FREEZE,
              "The freeze is broken: " + state.freeze.message,
              state.freeze.standingSince,
              state.freeze.lookedAt));
    }
    return alarms;
  }

  private List<String> awaiting() {
    List<String> awaited = new ArrayList<>();
    if (state.end.ending == null) {
      gates
          .open()
          .ifPresent(gate -> gates.missing(gate).forEach(role -> awaited.add(role.label())));
      if (state.hold.verdict != null || state.window.asked != null) {
        awaited.add(Role.OPERATIONS_LEAD.label());
        awaited.add(Role.DBA.label());
      }
    }
    state.byHand.awaited.keySet().forEach(action -> awaited.add("confirm " + action.label()));
    return awaited.stream().distinct().toList();
  }

  private long percent() {
    return state.timeline.state == RunState.COMPLETED ? 100 : progress.percent();
  }

  private Interruptions interruptions() {
    Ending ending = state.end.ending;
    if (ending == null) {
      return Interruptions.NONE;
    }
    Optional<String> reason = Optional.of(ending.reason());
    Optional<String> none = Optional.empty();
    return switch (ending.kind()) {
      case NETWORK -> new Interruptions(reason, none, none);
      case OPERATOR, ROLLBACK -> new Interruptions(none, reason, none);
      case WINDOW -> new Interruptions(none, none, reason);
      case NO_GO, DEFECT -> Interruptions.NONE;
    };
  }

  private GateLine gate(GateId id) {
    MigrationState.Gate gate = state.gate(id);
    return new GateLine(
        id,
        gate.open(),
        inForce.plan().gate(id).roles(),
        List.copyOf(gate.answers),
        gate.deadline,
        gate.evidence == null ? null : gate.evidence.digest());
  }

  private Map<String, String> digests() {
    Map<String, String> digests = new LinkedHashMap<>();
    digests.put("plan", inForce.run().planDigest());
    if (state.freeze.inventory != null) {
      digests.put("inventory", state.freeze.inventory.digest());
    }
    if (state.snapshot.summary != null) {
      digests.put("snapshot", state.snapshot.summary.digest());
    }
    for (GateId id : GateId.values()) {
      if (state.gate(id).evidence != null) {
        digests.put("evidence " + id.label(), state.gate(id).evidence.digest());
      }
    }
    return digests;
  }

  private static ServerLine server(ServerPlan plan, ServerFacts facts, Instant answeredAt) {
    return new ServerLine(
        plan.url(),
        plan.tenant(),
        plan.database(),
        facts == null ? "" : facts.version(),
        facts == null ? "" : facts.api(),
        answeredAt);
  }
}
