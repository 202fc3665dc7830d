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
  private final Ledger ledger;
  private final Timeline timeline;
  private final Gates gates;
  private final FreezeBudget freeze;
  private List<Object> published = List.of();

  StatusBoard(
      PlanInForce inForce, Ledger ledger, Timeline timeline, Gates gates, FreezeBudget freeze) {
    this.inForce = inForce;
    this.ledger = ledger;
    this.timeline = timeline;
    this.gates = gates;
    this.freeze = freeze;
  }

  /** Shows what changed where people look: each upsert is an event, so only what changed. */
  void publish() {
    List<Object> now = List.of(state().name(), ledger.step.id(), percent(), awaiting());
    if (!now.equals(published)) {
      published = now;
      Workflow.upsertTypedSearchAttributes(
          STATE.valueSet(state().name()),
          STEP.valueSet(ledger.step.id()),
          PERCENT.valueSet(percent()),
          AWAITING.valueSet(awaiting()),
          TARGET.valueSet(inForce.plan().target().url()));
    }
    Workflow.setCurrentDetails(details());
  }

  /** What GO needs and what forbids it, as things stand. */
  Judgement judgement() {
    Optional<Findings> findings =
        Optional.ofNullable(ledger.validation).map(validation -> validation.findings());
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
        server(
            inForce.plan().source().url(), ledger.health == null ? null : ledger.health.source()),
        server(
            inForce.plan().target().url(), ledger.health == null ? null : ledger.health.target()),
        state(),
        ledger.step,
        timeline.lines(),
        freeze.line(),
        Arrays.stream(GateId.values()).map(this::gate).toList(),
        progress(),
        List.copyOf(ledger.collections.values()),
        collectionsTotal(),
        collectionsCopied(),
        ledger.validation == null ? Totals.NONE : ledger.validation.findings().totals(),
        judgement.criteria(),
        judgement.triggers(),
        ledger.decision,
        reason(),
        awaiting(),
        List.copyOf(ledger.undo),
        List.copyOf(ledger.events),
        digests(),
        ledger.breakGlass == null ? "" : ledger.breakGlass.script(),
        ledger.startedAt,
        next());
  }

  /** The command to type next. */
  String next() {
    String id = inForce.run().migration();
    if (!ledger.awaitingConfirmation.isEmpty()) {
      return "./runbook confirm %s --action %s --by %s"
          .formatted(id, ledger.awaitingConfirmation.first(), anyOf(Role.TECHNICIAN, Role.ON_CALL));
    }
    if (ledger.ending == null && ledger.paused) {
      return "./runbook resume %s --by %s".formatted(id, anyOf(Role.DBA, Role.OPERATIONS_LEAD));
    }
    if (ledger.ending == null && ledger.hold != null) {
      return "./runbook decide %s %s --by %s"
          .formatted(
              id, Desk.label(ledger.hold.choices.get(0)), anyOf(Role.DBA, Role.OPERATIONS_LEAD));
    }
    if (ledger.ending == null && gates.open().isPresent()) {
      GateId gate = gates.open().get();
      List<Role> missing = gates.missing(gate);
      if (!missing.isEmpty()) {
        return "./runbook approve %s --gate %s --role %s --by %s --evidence %s"
            .formatted(
                id,
                gate,
                missing.get(0),
                anyOf(missing.get(0)),
                ledger.gate(gate).evidence.digest().substring(0, 12));
      }
    }
    if (ledger.asked && !ledger.state.ended()) {
      return "./runbook rollback %s --by %s".formatted(id, anyOf(Role.OPERATIONS_LEAD, Role.DBA));
    }
    if (ledger.state == RunState.COMPLETED && ledger.switchAttempted && !ledger.closed) {
      return "./runbook close %s --by %s".formatted(id, anyOf(Role.OPERATIONS_LEAD, Role.DBA));
    }
    return ledger.state.ended() ? "./runbook report " + id : "./runbook status " + id + " --watch";
  }

  private RunState state() {
    return ledger.paused && ledger.state == RunState.RUNNING ? RunState.PAUSED : ledger.state;
  }

  private String reason() {
    if (ledger.ending != null) {
      return ledger.ending.reason();
    }
    if (ledger.hold != null) {
      return ledger.hold.reason;
    }
    return "";
  }

  private List<String> awaiting() {
    List<String> awaited = new ArrayList<>();
    if (ledger.ending == null) {
      gates
          .open()
          .ifPresent(gate -> gates.missing(gate).forEach(role -> awaited.add(role.label())));
      if (ledger.hold != null || ledger.asked) {
        awaited.add(Role.OPERATIONS_LEAD.label());
        awaited.add(Role.DBA.label());
      }
    }
    ledger.awaitingConfirmation.forEach(action -> awaited.add("confirm " + action.label()));
    return awaited.stream().distinct().toList();
  }

  private long percent() {
    if (ledger.state == RunState.COMPLETED) {
      return 100;
    }
    return ledger.recordsTotal == 0 ? 0 : ledger.recordsDone * 20 / ledger.recordsTotal * 5;
  }

  private Judgement.Interruptions interruptions() {
    Ledger.Ending ending = ledger.ending;
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
    Ledger.Gate gate = ledger.gate(id);
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
    if (ledger.progressStep != ledger.step) {
      return new ProgressLine(ledger.step, 0, 0, null, null);
    }
    Double rate = null;
    Double eta = null;
    if (ledger.progressSince != null && ledger.progressAt != null) {
      double seconds =
          Duration.between(ledger.progressSince, ledger.progressAt).toMillis() / 1000.0;
      long moved = ledger.recordsDone - ledger.progressFrom;
      if (seconds > 0 && moved > 0) {
        rate = moved / seconds;
        eta = (ledger.recordsTotal - ledger.recordsDone) / rate;
      }
    }
    return new ProgressLine(ledger.step, ledger.recordsDone, ledger.recordsTotal, rate, eta);
  }

  private int collectionsTotal() {
    if (ledger.frozenInventory != null) {
      return ledger.frozenInventory.collections();
    }
    return ledger.inventory == null ? 0 : ledger.inventory.collections();
  }

  /** The list has only the first collections, so it cannot be counted. */
  private int collectionsCopied() {
    return ledger.copied == null
        ? ledger.collectionsCopied
        : collectionsTotal() - ledger.copied.failed().size();
  }

  private Map<String, String> digests() {
    Map<String, String> digests = new LinkedHashMap<>();
    digests.put("plan", inForce.run().planDigest());
    if (ledger.frozenInventory != null) {
      digests.put("inventory", ledger.frozenInventory.digest());
    }
    if (ledger.snapshot != null) {
      digests.put("snapshot", ledger.snapshot.digest());
    }
    for (GateId id : GateId.values()) {
      if (ledger.gate(id).evidence != null) {
        digests.put("evidence " + id.label(), ledger.gate(id).evidence.digest());
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
    text.append("**").append(state()).append("** at step ").append(ledger.step).append("\n\n");
    if (!reason().isEmpty()) {
      text.append("> ").append(reason()).append("\n\n");
    }
    line(text, "from", inForce.plan().source().url());
    line(text, "to", inForce.plan().target().url());
    if (ledger.progressStep == ledger.step && ledger.recordsTotal > 0) {
      line(
          text,
          "records in this step",
          "%,d of %,d".formatted(ledger.recordsDone, ledger.recordsTotal));
    }
    if (ledger.validation != null) {
      Totals totals = ledger.validation.findings().totals();
      line(text, "validated", "%,d of %,d equal".formatted(totals.equal(), totals.snapshot()));
    }
    if (!awaiting().isEmpty()) {
      line(text, "waits for", "**" + String.join(", ", awaiting()) + "**");
    }
    deadline().ifPresent(deadline -> line(text, "at the latest", utc(deadline)));
    if (!ledger.switchAttempted && ledger.ending == null) {
      freeze.lastSafeGo().ifPresent(last -> line(text, "last safe GO", utc(last)));
    }
    if (ledger.state == RunState.COMPLETED && !ledger.closed && ledger.snapshot != null) {
      line(text, "rollback possible", "until closed, or " + utc(ledger.snapshot.retainUntil()));
    }
    text.append("\nNext: `").append(next()).append("`\n");
    return text.toString();
  }

  /** When the wait for people is over. */
  private Optional<Instant> deadline() {
    if (ledger.ending != null) {
      return Optional.empty();
    }
    if (ledger.hold != null) {
      return Optional.ofNullable(ledger.hold.deadline);
    }
    return gates.open().map(gate -> ledger.gate(gate).deadline);
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("- ").append(name).append(": ").append(value).append("\n");
  }

  private static String utc(Instant time) {
    return UTC.format(time);
  }
}
