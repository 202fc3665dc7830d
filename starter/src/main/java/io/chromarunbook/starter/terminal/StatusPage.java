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
  private final List<String> notes = new ArrayList<>();
  private List<PendingWork> pending = List.of();

  /** A page with nothing on it yet. */
  public StatusPage(StatusContext context) {
    this.context = context;
  }

  /** A note in passing. */
  public StatusPage note(String note) {
    notes.addAll(WrappedText.of("  ", note, context.columns()));
    return this;
  }

  /** Something people must see. */
  public StatusPage warning(String warning) {
    WrappedText.of("! ", warning, context.columns()).stream()
        .map(context.paint()::warning)
        .forEach(notes::add);
    return this;
  }

  /** What the run tries again and again. */
  public StatusPage pending(List<PendingWork> tried) {
    pending = tried;
    return this;
  }

  /** The lines. */
  public List<String> over(MigrationStatus status) {
    PendingText.smallPages(pending).forEach(this::note);
    if (!status.outages().isEmpty()) {
      // The run says itself what it waits for, since when and why.
      PendingText.attempts(pending, context.times(), context.now()).forEach(this::note);
      pending = List.of();
    }
    return over(StatusText.of(status, context));
  }

  /** The lines, over lines of which the first is the state. */
  public List<String> over(List<String> status) {
    PendingText.lines(pending, context.times(), context.now()).forEach(this::warning);
    List<String> lines = new ArrayList<>(status);
    lines.addAll(Math.min(1, lines.size()), notes);
    return lines;
  }
}
