package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.evidence.Remedy;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.AlarmLine;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.CollectionStatus;
import io.chromarunbook.workflows.status.GateLine;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.ReturnLine;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.status.ServerLine;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.status.UndoLine;
import io.chromarunbook.workflows.status.VouchLine;
import io.chromarunbook.workflows.status.WindowLine;
import io.chromarunbook.workflows.steps.LeftBehind;
import io.chromarunbook.workflows.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Where a migration stands, for a person, in this order: state, what does not move, what it waits
 * for and from whom, until when and what happens otherwise, what to type; then the rest. Nothing is
 * said by colour alone, and nothing is cut within a word.
 */
public final class StatusText {

  private static final int LABEL = 11;
  private static final int MOST_COLLECTIONS = 10;

  private final MigrationStatus status;
  private final StatusContext context;
  private final Paint paint;
  private final List<String> lines = new ArrayList<>();

  private StatusText(MigrationStatus status, StatusContext context) {
    this.status = status.at(context.now());
    this.context = context;
    this.paint = context.paint();
  }

  /** The lines, the most important ones first. */
  public static List<String> of(MigrationStatus status, StatusContext context) {
    StatusText text = new StatusText(status, context);
    text.head();
    text.troubles();
    text.waits();
    text.next();
    text.step();
    text.window();
    text.freeze();
    text.rollback();
    text.gates();
    text.finished();
    text.records();
    text.criteria();
    text.vouched();
    text.place();
    return List.copyOf(text.lines);
  }

  private void head() {
    String decision = status.decision() == null ? "" : ", decision " + status.decision();
    lines.add(
        paint.bold(status.migration())
            + "  "
            + state(status.state(), paint)
            + (status.state().ended()
                ? (status.closed() == null ? "" : ", closed by " + status.closed().by())
                : " at " + StepName.of(status.step()))
            + decision
            + paint.faint("  " + context.times().withZone(context.now())));
    if (status.reason() != null && !status.reason().isEmpty()) {
      block("Why", status.reason(), UnaryOperator.identity());
    }
  }

  private void troubles() {
    status
        .outages()
        .forEach(
            outage ->
                block(
                    "! Outage", OutageText.of(outage, context.times(), context.now()), paint::bad));
    for (AlarmLine alarm : status.alarms()) {
      if (status.state() == RunState.HOLD && alarm.message().equals(status.reason())) {
        continue;
      }
      block(
          "! Alarm",
          alarm.message()
              + " Since "
              + time(alarm.since())
              + (alarm.seen() == null ? "" : ", last seen " + time(alarm.seen())),
          paint::bad);
    }
    returning();
  }

  private void returning() {
    ReturnLine wayBack = status.wayBack();
    if (wayBack == null) {
      return;
    }
    if (wayBack.objection() != null && !status.state().ended()) {
      String when = time(wayBack.objectedAt()) + ": " + wayBack.objection();
      if (status.state() == RunState.ROLLING_BACK) {
        block("! Way back", "waits since " + when, paint::warning);
      } else {
        block("Way back", "refused at " + when, UnaryOperator.identity());
      }
    }
    LeftBehind left = wayBack.leftBehind();
    if (left != null && left.total() > 0) {
      block(
          "Left behind",
          String.format(
              Locale.ROOT,
              "at the target since the switch: %,d added, %,d changed, %,d removed (read %s); whole in %s",
              left.added(),
              left.changed(),
              left.gone(),
              time(left.readAt()),
              left.file()),
          paint::warning);
    }
  }

  private void waits() {
    openHold().ifPresent(this::hold);
    for (GateLine gate : status.gates()) {
      List<Role> waiting = waitingFor(gate);
      if (gate.open() && !waiting.isEmpty()) {
        block(
            "Waits for",
            waiting.stream().map(this::withPeople).collect(Collectors.joining(", "))
                + " at gate "
                + gate.id().label()
                + ", until "
                + time(gate.deadline())
                + "; silence then is a no",
            paint::warning);
      }
    }
    List<String> byHand =
        status.awaiting().stream().filter(what -> what.startsWith("confirm ")).toList();
    if (!byHand.isEmpty()) {
      block("Waits for", String.join(", ", byHand), paint::warning);
    }
  }

  private void hold(HoldLine hold) {
    block(
        "Waits for",
        "a decision until " + time(hold.deadline()) + "; silence then is NO-GO",
        paint::warning);
    for (Remedy remedy : hold.remedies()) {
      block(
          "  " + remedy.choice(),
          remedy.effect()
              + (remedy.records() > 0
                  ? String.format(Locale.ROOT, " (%,d records)", remedy.records())
                  : "")
              + (remedy.collections().isEmpty()
                  ? ""
                  : ": " + String.join(", ", remedy.collections())),
          UnaryOperator.identity());
    }
  }

  private Optional<HoldLine> openHold() {
    return status.state() == RunState.HOLD && !status.holds().isEmpty()
        ? Optional.of(status.holds().get(status.holds().size() - 1))
        : Optional.empty();
  }

  private String withPeople(Role role) {
    List<String> people =
        status.nextActions().stream()
            .filter(action -> action.roles().equals(List.of(role)))
            .flatMap(action -> action.people().stream())
            .distinct()
            .toList();
    return role.label() + (people.isEmpty() ? "" : " (" + String.join(" or ", people) + ")");
  }

  private void next() {
    String label = "Next";
    for (NextAction action : status.nextActions()) {
      WrappedText.ofCommand(padded(label), RunbookCommand.of(action), context.columns())
          .forEach(line -> lines.add(paint.accent(line)));
      label = "";
    }
  }

  private void step() {
    if (status.state().ended()) {
      return;
    }
    status.steps().stream()
        .filter(line -> line.id() == status.step())
        .filter(line -> line.startedAt() != null)
        .findFirst()
        .ifPresent(
            line ->
                block(
                    "Now",
                    line.id()
                        + ": "
                        + Durations.words(line.workSeconds())
                        + " of work"
                        + (line.waitSeconds() > 0
                            ? ", " + Durations.words(line.waitSeconds()) + " of waiting"
                            : "")
                        + (line.plannedSeconds() > 0
                            ? "; planned " + Durations.words(line.plannedSeconds())
                            : ""),
                    UnaryOperator.identity()));
    if (status.progress() != null
        && status.progress().step() == status.step()
        && status.progress().recordsTotal() > 0) {
      lines.add(
          padded("")
              + paint.accent(
                  ProgressBar.of(
                      status.progress(),
                      context.columns() - LABEL,
                      context.times(),
                      context.now())));
    }
  }

  private void window() {
    WindowLine window = status.window();
    if (window == null || status.state().ended()) {
      return;
    }
    block(
        "Window",
        "until "
            + time(window.until())
            + "; "
            + (window.lastProbe() == null
                ? "no probe yet"
                : "probe "
                    + window.probes()
                    + " at "
                    + time(window.lastProbeAt())
                    + ": "
                    + withoutStop(window.lastProbe()))
            + (window.content() == null
                ? ""
                : String.format(
                    Locale.ROOT,
                    "; %,d migrated records compared again, %,d changed, %,d gone",
                    window.content().compared(),
                    window.content().changed(),
                    window.content().gone())),
        UnaryOperator.identity());
  }

  /** What is a sentence where it comes from goes on here. */
  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private void freeze() {
    if (status.freeze() == null || status.freeze().since() == null) {
      return;
    }
    UnaryOperator<String> loud =
        switch (status.freeze().standing()) {
          case BROKEN -> paint::bad;
          case UNKNOWN, VOUCHED -> paint::warning;
          default -> UnaryOperator.identity();
        };
    block("Freeze", FreezeText.of(status.freeze(), context.times(), context.now()), loud);
  }

  private void rollback() {
    for (UndoLine undo : status.rollback()) {
      block("  " + undo.id().name().toLowerCase(Locale.ROOT), undo(undo), UnaryOperator.identity());
    }
  }

  private void gates() {
    for (GateLine gate : status.gates()) {
      for (AnswerLine answer : gate.answers()) {
        block("Answer", gate.id().label() + ": " + answer(answer), UnaryOperator.identity());
      }
    }
  }

  /** Finished steps, folded. */
  private void finished() {
    String done =
        status.steps().stream()
            .filter(line -> line.state() == StepLine.State.DONE)
            .map(
                line ->
                    line.id().id() + " " + Durations.words(line.workSeconds() + line.waitSeconds()))
            .collect(Collectors.joining(", "));
    if (!done.isEmpty()) {
      block("Done", done, paint::faint);
    }
    for (StepLine line : status.steps()) {
      if (line.state() == StepLine.State.FAILED) {
        block("✗ Ended at", line.id() + ": " + line.note(), paint::bad);
      }
    }
  }

  private void records() {
    if (!status.collections().isEmpty()) {
      block(
          "Copied",
          String.format(
              Locale.ROOT,
              "%,d of %,d collections",
              status.collectionsCopied(),
              status.collectionsTotal()),
          UnaryOperator.identity());
      status.collections().stream()
          .filter(one -> one.state() == CollectionStatus.State.FAILED || one.quarantined() > 0)
          .limit(MOST_COLLECTIONS)
          .forEach(
              one ->
                  block(
                      "",
                      String.format(
                          Locale.ROOT,
                          "%s: %s, %,d at the source, %,d at the target, %,d quarantined",
                          one.name(),
                          one.state().name().toLowerCase(Locale.ROOT),
                          one.source(),
                          one.target(),
                          one.quarantined()),
                      paint::warning));
    }
    Totals totals = status.totals();
    if (totals != null && totals.snapshot() > 0) {
      block("Records", totals(totals), UnaryOperator.identity());
    }
  }

  /** What holds is counted, what does not is named; all of it is in the evidence. */
  private void criteria() {
    List<Criterion> looked =
        status.criteria().stream().filter(line -> line.pass() != null).toList();
    if (looked.isEmpty()) {
      return;
    }
    long holds = looked.stream().filter(line -> !line.failed()).count();
    block(
        "Criteria", holds + " of " + status.criteria().size() + " hold", UnaryOperator.identity());
    status.criteria().stream().filter(Criterion::failed).forEach(line -> failing("✗", line));
    status.triggers().stream().filter(Criterion::failed).forEach(line -> failing("✗ fired", line));
  }

  private void failing(String sign, Criterion line) {
    block(
        "  " + sign,
        line.id() + ": " + line.observed() + " (required: " + line.required() + ")",
        paint::bad);
  }

  private void vouched() {
    for (VouchLine line : status.vouched()) {
      block("Not proven", line.words(), paint::warning);
    }
  }

  private void place() {
    block("From", server(status.source()), UnaryOperator.identity());
    block("To", server(status.target()), UnaryOperator.identity());
    context
        .workerSeen()
        .get()
        .ifPresent(
            seen ->
                block(
                    "Worker",
                    "last asked for work " + Durations.words(age(seen)) + " ago",
                    UnaryOperator.identity()));
    if (!context.temporalUi().isEmpty()) {
      block("Temporal UI", context.temporalUi(), UnaryOperator.identity());
    }
    if (status.breakGlass() != null && !status.breakGlass().isEmpty() && !status.state().ended()) {
      block("Break glass", status.breakGlass(), UnaryOperator.identity());
    }
  }

  private double age(Instant moment) {
    return Math.max(0, Duration.between(moment, context.now()).toMillis() / 1000.0);
  }

  private void block(String label, String text, UnaryOperator<String> painted) {
    WrappedText.of(padded(label), Printable.of(text), context.columns())
        .forEach(line -> lines.add(painted.apply(line)));
  }

  private static String padded(String label) {
    return label + " ".repeat(Math.max(1, LABEL - label.length()));
  }

  /** The sum that always holds. */
  static String totals(Totals totals) {
    return String.format(
        Locale.ROOT,
        "%,d = %,d equal + %,d quarantined + %,d different + %,d missing; %,d added; %,d equal only by"
            + " tolerance",
        totals.snapshot(),
        totals.equal(),
        totals.quarantined(),
        totals.different(),
        totals.missing(),
        totals.added(),
        totals.byTolerance());
  }

  /** One sub-step of the rollback in words. */
  static String undo(UndoLine undo) {
    String how = undo.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String message =
        undo.message() == null || undo.message().isEmpty() ? "" : ": " + undo.message();
    return undo.id().title() + " – " + how + message;
  }

  /** A state, loud where people must look. */
  static String state(RunState state, Paint paint) {
    return switch (state) {
      case COMPLETED -> paint.good(state.name());
      case ROLLED_BACK, STOPPED, FAILED, ROLLING_BACK -> paint.bad(state.name());
      case HOLD, PAUSED, WAITING -> paint.warning(state.name());
      default -> paint.accent(state.name());
    };
  }

  /** An answer in words. */
  static String answer(AnswerLine answer) {
    String comment =
        answer.comment() == null || answer.comment().isEmpty() ? "" : " (" + answer.comment() + ")";
    return answer.by()
        + " as "
        + answer.role()
        + (answer.decision() == AnswerLine.Decision.APPROVE ? " approved" : " REJECTED")
        + comment
        + (answer.signed() ? ", signed" : ", not signed")
        + (answer.witness() == null ? "" : ", " + answer.witness().words());
  }

  /** The roles that have not answered. */
  static List<Role> waitingFor(GateLine gate) {
    return gate.required().stream()
        .filter(role -> gate.answers().stream().noneMatch(answer -> answer.role() == role))
        .toList();
  }

  /** As much of a digest as commands need. */
  public static String shortDigest(String digest) {
    if (digest == null || digest.isEmpty()) {
      return "–";
    }
    return digest.substring(0, Math.min(12, digest.length()));
  }

  private String time(Instant moment) {
    return moment == null ? "–" : context.times().of(moment, context.now());
  }

  private static String server(ServerLine server) {
    String version = server.version() == null ? "" : server.version();
    return server.words() + (version.isEmpty() ? "" : " (" + version + ", " + server.api() + ")");
  }
}
