package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.CollectionStatus;
import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.GateLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.ServerLine;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.status.UndoLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where a migration stands, for a person: nothing here is said by colour alone. */
public final class StatusText {

  private final MigrationStatus status;
  private final StatusContext context;
  private final Paint paint;
  private final List<String> lines = new ArrayList<>();

  private StatusText(MigrationStatus status, StatusContext context) {
    this.status = status;
    this.context = context;
    this.paint = context.paint();
  }

  /** The lines. */
  public static List<String> of(MigrationStatus status, StatusContext context) {
    StatusText text = new StatusText(status, context);
    text.head();
    text.steps();
    text.freeze();
    text.records();
    text.gates();
    text.criteria();
    text.rollback();
    text.hold();
    text.foot();
    return List.copyOf(text.lines);
  }

  private void head() {
    lines.add(
        paint.bold(status.migration())
            + "  "
            + state(status.state(), paint)
            + (status.state().ended() ? "" : "  " + StepName.of(status.step()))
            + (status.decision() == null ? "" : "  decision " + status.decision()));
    lines.add("  source " + server(status.source()) + "  →  target " + server(status.target()));
    if (!context.temporalUi().isEmpty()) {
      lines.add("  Temporal UI " + context.temporalUi());
    }
    if (status.reason() != null && !status.reason().isEmpty()) {
      lines.add("  " + status.reason());
    }
    lines.add("");
  }

  private void steps() {
    TextTable table = new TextTable().row("  ", "step", "", "planned", "work", "wait", "");
    for (StepLine step : status.steps()) {
      table.row(
          "  " + sign(step.state()),
          step.id().id(),
          step.name() + word(step.state()),
          step.plannedSeconds() > 0 ? Durations.words(step.plannedSeconds()) : "–",
          spent(step.workSeconds()),
          spent(step.waitSeconds()),
          step.note() == null ? "" : step.note());
    }
    List<String> rows = table.lines();
    lines.add(paint.faint(rows.get(0)));
    for (int i = 0; i < status.steps().size(); i++) {
      StepLine step = status.steps().get(i);
      lines.add(painted(step.state(), rows.get(i + 1)));
      if (step.state() == StepLine.State.RUNNING
          && status.progress() != null
          && status.progress().step() == step.id()
          && status.progress().recordsTotal() > 0) {
        lines.add("      " + paint.accent(ProgressBar.of(status.progress())));
      }
    }
    lines.add("");
  }

  private void freeze() {
    FreezeLine freeze = status.freeze();
    if (freeze == null || freeze.since() == null) {
      return;
    }
    String proven = freeze.proven() ? "proven at the front door" : "NOT PROVEN";
    if (freeze.until() != null) {
      lines.add(
          "Freeze     over; writes were refused for "
              + Durations.words(freeze.frozenSeconds())
              + " of "
              + Durations.words(freeze.budgetSeconds()));
    } else {
      lines.add(
          "Freeze     writes refused for "
              + Durations.words(freeze.frozenSeconds())
              + " of "
              + Durations.words(freeze.budgetSeconds())
              + ", "
              + proven
              + (freeze.lastSafeGo() == null
                  ? ""
                  : "; last safe time for GO " + time(freeze.lastSafeGo())));
    }
  }

  private void records() {
    if (!status.collections().isEmpty()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "Copied     %,d of %,d collections",
              status.collectionsCopied(),
              status.collectionsTotal()));
      for (CollectionStatus one : status.collections()) {
        if (one.state() == CollectionStatus.State.FAILED || one.quarantined() > 0) {
          lines.add(
              paint.warning(
                  String.format(
                      Locale.ROOT,
                      "           %s: %s, %,d at the source, %,d at the target, %,d quarantined",
                      one.name(),
                      one.state().name().toLowerCase(Locale.ROOT),
                      one.source(),
                      one.target(),
                      one.quarantined())));
        }
      }
    }
    Totals totals = status.totals();
    if (totals != null && totals.snapshot() > 0) {
      lines.add("Records    " + totals(totals));
    }
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

  private void gates() {
    for (GateLine gate : status.gates()) {
      if (!gate.open() && gate.answers().isEmpty()) {
        continue;
      }
      List<String> parts = new ArrayList<>();
      for (AnswerLine answer : gate.answers()) {
        parts.add(answer(answer));
      }
      List<Role> waiting = waitingFor(gate);
      if (gate.open() && !waiting.isEmpty()) {
        parts.add("waits for " + roles(waiting));
      }
      String line = "Gate       " + gate.id().label() + ": " + String.join(", ", parts);
      if (gate.open()) {
        line +=
            (gate.deadline() == null ? "" : "; open until " + time(gate.deadline()))
                + "; evidence "
                + shortDigest(gate.evidenceDigest());
      }
      lines.add(gate.open() ? paint.warning(line) : line);
    }
  }

  private void criteria() {
    List<String> table = CriteriaTable.of(status.criteria(), status.triggers(), paint);
    if (!table.isEmpty()) {
      lines.add("");
      lines.addAll(table);
    }
  }

  private void rollback() {
    if (status.rollback().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(paint.bold("Rollback"));
    for (UndoLine undo : status.rollback()) {
      lines.add("  " + undo(undo));
    }
  }

  /** One sub-step of the rollback in words. */
  static String undo(UndoLine undo) {
    String how = undo.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String message =
        undo.message() == null || undo.message().isEmpty() ? "" : ": " + undo.message();
    return undo.id().title() + " – " + how + message;
  }

  private void hold() {
    if (status.state() == RunState.HOLD) {
      lines.add("");
      lines.add(paint.warning("HOLD: something does not hold and can be mended. Decide:"));
      for (String choice : List.of("retry", "no-go")) {
        lines.add("  " + Commands.of("decide " + status.migration() + " " + choice + " --by NAME"));
      }
    }
  }

  private void foot() {
    if (!status.awaiting().isEmpty()) {
      lines.add("Waits for  " + String.join(", ", status.awaiting()));
    }
    if (status.breakGlass() != null && !status.breakGlass().isEmpty() && !status.state().ended()) {
      lines.add("Break glass " + status.breakGlass());
    }
    if (status.next() != null && !status.next().isEmpty()) {
      lines.add("Next       " + paint.accent(status.next()));
    }
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
        + (answer.witness() == null ? "" : ", " + answer.witness().words());
  }

  /** The roles that have not answered. */
  static List<Role> waitingFor(GateLine gate) {
    return gate.required().stream()
        .filter(role -> gate.answers().stream().noneMatch(answer -> answer.role() == role))
        .toList();
  }

  private static String roles(List<Role> roles) {
    return roles.stream().map(Role::label).collect(Collectors.joining(", "));
  }

  /** As much of a digest as commands need. */
  public static String shortDigest(String digest) {
    if (digest == null || digest.isEmpty()) {
      return "–";
    }
    return digest.substring(0, Math.min(12, digest.length()));
  }

  private String time(java.time.Instant moment) {
    return context.times().of(moment, context.now());
  }

  private static String server(ServerLine server) {
    String version = server.version() == null ? "" : server.version();
    return server.url() + (version.isEmpty() ? "" : " (" + version + ", " + server.api() + ")");
  }

  private static String spent(double seconds) {
    return seconds > 0 ? Durations.words(seconds) : "–";
  }

  private static String sign(StepLine.State state) {
    return switch (state) {
      case PENDING -> "·";
      case RUNNING -> "▶";
      case DONE -> "✓";
      case FAILED -> "✗";
      case SKIPPED -> "–";
    };
  }

  private static String word(StepLine.State state) {
    return switch (state) {
      case FAILED -> " (FAILED)";
      case SKIPPED -> " (skipped)";
      case RUNNING -> " (now)";
      case PENDING, DONE -> "";
    };
  }

  private String painted(StepLine.State state, String line) {
    return switch (state) {
      case PENDING, SKIPPED -> paint.faint(line);
      case RUNNING -> paint.accent(line);
      case DONE -> line;
      case FAILED -> paint.bad(line);
    };
  }
}
