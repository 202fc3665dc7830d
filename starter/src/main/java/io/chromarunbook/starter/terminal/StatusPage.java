package io.chromarunbook.starter.terminal;

import io.chromarunbook.starter.connection.PendingWork;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * A status with what only the command line knows: where Temporal is, what it knows itself, what is
 * silent. It stands right below the state, so that the smallest screen has it.
 */
public final class StatusPage {

  private final StatusContext context;
  private final int columns;
  private final List<String> notes = new ArrayList<>();

  /** A page of this width with nothing on it yet. */
  public StatusPage(StatusContext context, int columns) {
    this.context = context;
    this.columns = columns;
  }

  /** A note in passing. */
  public StatusPage note(String note) {
    notes.addAll(Wrapped.text("  ", note, columns));
    return this;
  }

  /** Something people must see. */
  public StatusPage warning(String warning) {
    Wrapped.text("! ", warning, columns).stream().map(context.paint()::warning).forEach(notes::add);
    return this;
  }

  /** What the run tries again and again. */
  public StatusPage pending(List<PendingWork> pending) {
    PendingText.lines(pending, context.times(), context.now()).forEach(this::warning);
    return this;
  }

  /** The lines. */
  public List<String> over(MigrationStatus status) {
    return over(StatusText.of(status, context));
  }

  /** The lines, over lines of which the first is the state. */
  public List<String> over(List<String> status) {
    List<String> lines = new ArrayList<>(status);
    lines.addAll(Math.min(1, lines.size()), notes);
    return lines;
  }
}
