package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.evidence.Findings;
import io.chromarunbook.workflows.evidence.Judgement;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.GateLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.ProgressLine;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.ServerLine;
import io.chromarunbook.workflows.steps.ServerFacts;
import io.temporal.common.SearchAttributeKey;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the run tells of itself: to queries, to search attributes, to the Temporal UI. */
final class StatusBoard {

  static final SearchAttributeKey<String> STATE = SearchAttributeKey.forKeyword("RunbookState");
  static final SearchAttributeKey<String> STEP = SearchAttributeKey.forKeyword("RunbookStep");
  static final SearchAttributeKey<Long> PERCENT = SearchAttributeKey.forLong("RunbookPercent");
  static final SearchAttributeKey<List<String>> AWAITING =
      SearchAttributeKey.forKeywordList("RunbookAwaiting");
  static final SearchAttributeKey<String> TARGET = SearchAttributeKey.forKeyword("RunbookTarget");

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final PlanInForce inForce;
  private final MigrationState state;
  private final Timeline timeline;
  private final Gates gates;
  private final FreezeBudget freeze;
  private List<Object> published = List.of();

  StatusBoard(
      PlanInForce inForce,
      MigrationState state,
      Timeline timeline,
      Gates gates,
      FreezeBudget freeze) {
    this.inForce = inForce;
    this.state = state;
    this.timeline = timeline;
    this.gates = gates;
    this.freeze = freeze;
  }

  /** Shows what changed where people look: each upsert is an event, so only what changed. */
  void publish() {
    List<Object> now = List.of(state().name(), state.step.id(), percent(), awaiting());
    if (!now.equals(published)) {
      published = now;
      Workflow.upsertTypedSearchAttributes(
          STATE.valueSet(state().name()),
          STEP.valueSet(state.step.id()),
          PERCENT.valueSet(percent()),
          AWAITING.valueSet(awaiting()),
          TARGET.valueSet(inForce.plan().target().url()));
    }
    Workflow.setCurrentDetails(details());
  }

  /** What GO needs and what forbids it, as things stand. */
  Judgement judgement() {
    Optional<Findings> findings =
        Optional.ofNullable(state.validation).map(validation -> validation.findings());
    return Judgement.of(
        findings,
        inForce.plan().gate(GateId.GO_NO_GO).roles(),
        gates.answers(GateId.GO_NO_GO),
        interruptions());
  }

  MigrationStatus status() {
    Judgement judgement = judgement();
    return new MigrationStatus(
        inForce.run().migration(),
        inForce.run().planDigest(),
        server(inForce.plan().source().url(), state.health == null ? null : state.health.source()),
        server(inForce.plan().target().url(), state.health == null ? null : state.health.target()),
        state(),
        state.step,
        timeline.lines(),
        freeze.line(),
        Arrays.stream(GateId.values()).map(this::gate).toList(),
        progress(),
        List.copyOf(state.collections.values()),
        collectionsTotal(),
        collectionsCopied(),
        state.validation == null ? Totals.NONE : state.validation.findings().totals(),
        judgement.criteria(),
        judgement.triggers(),
        state.decision,
        reason(),
        awaiting(),
        List.copyOf(state.undo),
        List.copyOf(state.events),
        digests(),
        state.breakGlass == null ? "" : state.breakGlass.script(),
        state.startedAt,
        next());
  }

  /** The command to type next. */
  String next() {
    String id = inForce.run().migration();
    if (!state.awaitingConfirmation.isEmpty()) {
      return "./runbook confirm %s --action %s --by %s"
          .formatted(id, state.awaitingConfirmation.first(), anyOf(Role.TECHNICIAN, Role.ON_CALL));
    }
    if (state.ending == null && state.paused) {
      return "./runbook resume %s --by %s".formatted(id, anyOf(Role.DBA, Role.OPERATIONS_LEAD));
    }
    if (state.ending == null && state.hold != null) {
      return "./runbook decide %s %s --by %s"
          .formatted(
              id,
              MessageHandlers.label(state.hold.choices.get(0)),
              anyOf(Role.DBA, Role.OPERATIONS_LEAD));
    }
    if (state.ending == null && gates.open().isPresent()) {
      GateId gate = gates.open().get();
      List<Role> missing = gates.missing(gate);
      if (!missing.isEmpty()) {
        return "./runbook approve %s --gate %s --role %s --by %s --evidence %s"
            .formatted(
                id,
                gate,
                missing.get(0),
                anyOf(missing.get(0)),
                state.gate(gate).evidence.digest().substring(0, 12));
      }
    }
    if (state.asked && !state.state.ended()) {
      return "./runbook rollback %s --by %s".formatted(id, anyOf(Role.OPERATIONS_LEAD, Role.DBA));
    }
    if (state.state == RunState.COMPLETED && state.switchAttempted && !state.closed) {
      return "./runbook close %s --by %s".formatted(id, anyOf(Role.OPERATIONS_LEAD, Role.DBA));
    }
    return state.state.ended() ? "./runbook report " + id : "./runbook status " + id + " --watch";
  }

  private RunState state() {
    return state.paused && state.state == RunState.RUNNING ? RunState.PAUSED : state.state;
  }

  private String reason() {
    if (state.ending != null) {
      return state.ending.reason();
    }
    if (state.hold != null) {
      return state.hold.reason;
    }
    return "";
  }

  private List<String> awaiting() {
    List<String> awaited = new ArrayList<>();
    if (state.ending == null) {
      gates
          .open()
          .ifPresent(gate -> gates.missing(gate).forEach(role -> awaited.add(role.label())));
      if (state.hold != null || state.asked) {
        awaited.add(Role.OPERATIONS_LEAD.label());
        awaited.add(Role.DBA.label());
      }
    }
    state.awaitingConfirmation.forEach(action -> awaited.add("confirm " + action.label()));
    return awaited.stream().distinct().toList();
  }

  private long percent() {
    if (state.state == RunState.COMPLETED) {
      return 100;
    }
    return state.recordsTotal == 0 ? 0 : state.recordsDone * 20 / state.recordsTotal * 5;
  }

  private Judgement.Interruptions interruptions() {
    MigrationState.Ending ending = state.ending;
    if (ending == null) {
      return Judgement.Interruptions.NONE;
    }
    return switch (ending.kind()) {
      case NETWORK -> new Judgement.Interruptions(Optional.of(ending.reason()), Optional.empty());
      case OPERATOR, ROLLBACK ->
          new Judgement.Interruptions(Optional.empty(), Optional.of(ending.reason()));
      case NO_GO, DEFECT -> Judgement.Interruptions.NONE;
    };
  }

  private GateLine gate(GateId id) {
    MigrationState.Gate gate = state.gate(id);
    List<AnswerLine> answers = List.copyOf(gate.answers);
    return new GateLine(
        id,
        gate.open(),
        inForce.plan().gate(id).roles(),
        answers,
        gate.deadline,
        gate.evidence == null ? null : gate.evidence.digest());
  }

  /** How far the step under way is; a step that moves no records has none to show. */
  private ProgressLine progress() {
    if (state.progressStep != state.step) {
      return new ProgressLine(state.step, 0, 0, null, null);
    }
    Double rate = null;
    Double eta = null;
    if (state.progressSince != null && state.progressAt != null) {
      double seconds = Duration.between(state.progressSince, state.progressAt).toMillis() / 1000.0;
      long moved = state.recordsDone - state.progressFrom;
      if (seconds > 0 && moved > 0) {
        rate = moved / seconds;
        eta = (state.recordsTotal - state.recordsDone) / rate;
      }
    }
    return new ProgressLine(state.step, state.recordsDone, state.recordsTotal, rate, eta);
  }

  private int collectionsTotal() {
    if (state.frozenInventory != null) {
      return state.frozenInventory.collections();
    }
    return state.inventory == null ? 0 : state.inventory.collections();
  }

  /** The list has only the first collections, so it cannot be counted. */
  private int collectionsCopied() {
    return state.copied == null
        ? state.collectionsCopied
        : collectionsTotal() - state.copied.failed().size();
  }

  private Map<String, String> digests() {
    Map<String, String> digests = new LinkedHashMap<>();
    digests.put("plan", inForce.run().planDigest());
    if (state.frozenInventory != null) {
      digests.put("inventory", state.frozenInventory.digest());
    }
    if (state.snapshot != null) {
      digests.put("snapshot", state.snapshot.digest());
    }
    for (GateId id : GateId.values()) {
      if (state.gate(id).evidence != null) {
        digests.put("evidence " + id.label(), state.gate(id).evidence.digest());
      }
    }
    return digests;
  }

  private String anyOf(Role... roles) {
    return Arrays.stream(roles)
        .flatMap(role -> inForce.plan().holders(role).stream())
        .findFirst()
        .orElse("NAME");
  }

  private static ServerLine server(String url, ServerFacts facts) {
    return facts == null
        ? new ServerLine(url, "", "")
        : new ServerLine(url, facts.version(), facts.api());
  }

  /** A list, not a table: the Temporal UI sets a table's cells side by side without a gap. */
  private String details() {
    StringBuilder text = new StringBuilder();
    text.append("**").append(state()).append("** at step ").append(state.step).append("\n\n");
    if (!reason().isEmpty()) {
      text.append("> ").append(reason()).append("\n\n");
    }
    line(text, "from", inForce.plan().source().url());
    line(text, "to", inForce.plan().target().url());
    if (state.progressStep == state.step && state.recordsTotal > 0) {
      line(
          text,
          "records in this step",
          "%,d of %,d".formatted(state.recordsDone, state.recordsTotal));
    }
    if (state.validation != null) {
      Totals totals = state.validation.findings().totals();
      line(text, "validated", "%,d of %,d equal".formatted(totals.equal(), totals.snapshot()));
    }
    if (!awaiting().isEmpty()) {
      line(text, "waits for", "**" + String.join(", ", awaiting()) + "**");
    }
    deadline().ifPresent(deadline -> line(text, "at the latest", utc(deadline)));
    if (!state.switchAttempted && state.ending == null) {
      freeze.lastSafeGo().ifPresent(last -> line(text, "last safe GO", utc(last)));
    }
    if (state.state == RunState.COMPLETED && !state.closed && state.snapshot != null) {
      line(text, "rollback possible", "until closed, or " + utc(state.snapshot.retainUntil()));
    }
    text.append("\nNext: `").append(next()).append("`\n");
    return text.toString();
  }

  /** When the wait for people is over. */
  private Optional<Instant> deadline() {
    if (state.ending != null) {
      return Optional.empty();
    }
    if (state.hold != null) {
      return Optional.ofNullable(state.hold.deadline);
    }
    return gates.open().map(gate -> state.gate(gate).deadline);
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("- ").append(name).append(": ").append(value).append("\n");
  }

  private static String utc(Instant time) {
    return UTC.format(time);
  }
}
