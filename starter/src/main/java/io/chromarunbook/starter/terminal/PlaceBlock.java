package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.ServerLine;
import io.chromarunbook.workflows.status.UndoLine;
import io.chromarunbook.workflows.text.ChromaVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The servers: whether the source is frozen, who was heard of when, what lies where. */
final class PlaceBlock {

  private static final int UNDO_ROWS = 2;

  private final MigrationStatus status;
  private final Page page;
  private final StatusContext context;

  PlaceBlock(MigrationStatus status, Page page) {
    this.status = status;
    this.page = page;
    this.context = page.context();
  }

  void freeze() {
    if (status.freeze() == null || status.freeze().since() == null) {
      return;
    }
    // Once GO is given, or cannot be any more, its last moment is nobody's business.
    boolean goIsOver =
        status.decision() != null
            || status.state() == RunState.ROLLING_BACK
            || status.state().ended();
    UnaryOperator<String> loud =
        switch (status.freeze().standing()) {
          case BROKEN -> page.paint()::bad;
          case UNKNOWN, VOUCHED -> page.paint()::warning;
          default ->
              !goIsOver && nearlyUsed(status.freeze())
                  ? page.paint()::warning
                  : UnaryOperator.identity();
        };
    page.say(
        "Freeze",
        goIsOver
            ? FreezeText.withoutGo(status.freeze(), context.times(), context.now())
            : FreezeText.of(status.freeze(), context.times(), context.now()),
        loud);
  }

  private boolean nearlyUsed(FreezeLine freeze) {
    return freeze.until() == null
        && freeze.lastSafeGo() != null
        && !freeze.lastSafeGo().isAfter(context.now().plus(FreezeText.NEAR));
  }

  void rollback() {
    for (UndoLine undo : status.rollback()) {
      page.sayBriefly(
          "  " + undo.id().name().toLowerCase(Locale.ROOT), undo(undo), UNDO_ROWS, text -> text);
    }
  }

  /** One sub-step of the rollback in words. */
  static String undo(UndoLine undo) {
    String how = undo.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String message =
        undo.message() == null || undo.message().isEmpty() ? "" : ": " + undo.message();
    return undo.id().title() + " – " + how + message;
  }

  void heard() {
    if (status.state().ended()) {
      return;
    }
    List<String> all = new ArrayList<>();
    add(all, "worker", Optional.ofNullable(context.heard().worker()));
    add(all, "Temporal", Optional.ofNullable(context.heard().temporal()));
    add(all, "source", context.heard().server("source", status.source().answeredAt()));
    add(all, "target", context.heard().server("target", status.target().answeredAt()));
    if (!all.isEmpty()) {
      page.say("Last heard", String.join(", ", all));
    }
  }

  private void add(List<String> all, String who, Optional<Instant> when) {
    when.ifPresent(moment -> all.add(who + " " + context.ago(moment)));
  }

  void places() {
    page.say("From", server(status.source()));
    page.say("To", server(status.target()));
    if (!context.temporalUi().isEmpty()) {
      page.say("Temporal UI", context.temporalUi());
    }
    if (status.breakGlass() != null && !status.breakGlass().isEmpty() && !status.state().ended()) {
      page.say("Break glass", status.breakGlass());
    }
  }

  private static String server(ServerLine server) {
    String version = ChromaVersion.words(server.version());
    return server.words() + (version.isEmpty() ? "" : " (" + version + ", " + server.api() + ")");
  }
}
