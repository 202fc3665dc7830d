package io.chromarunbook.starter.terminal;

import io.chromarunbook.client.PendingWork;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * A status with what only the command line knows: where Temporal is, what it knows itself, what is
 * silent. It stands right below the state, so that the smallest screen has it.
 */
public final class StatusPage {

  private final StatusContext context;
  private static final int MOST_TRIED = 2;
  private static final int TRIED_ROWS = 3;
  private static final int WARNING_ROWS = 4;
  private static final int ISSUE_ROWS = 3;

  private final List<String> notes = new ArrayList<>();
  private final List<String> footnotes = new ArrayList<>();
  private List<PendingWork> pending = List.of();
  private int issues;

  /** A page with nothing on it yet. */
  public StatusPage(StatusContext context) {
    this.context = context;
  }

  /** A note in passing. */
  public StatusPage note(String note) {
    notes.addAll(WrappedText.of("  ", note, context.columns()));
    return this;
  }

  /** A note that nobody misses. */
  public StatusPage footnote(String label, String note) {
    Page page = new Page(context);
    page.say(label, note);
    footnotes.addAll(page.lines());
    return this;
  }

  /** Something people must see. */
  public StatusPage warning(String warning) {
    return warning(warning, WARNING_ROWS);
  }

  private StatusPage warning(String warning, int rows) {
    List<String> all = WrappedText.of("! ", warning, context.columns());
    WrappedText.shortened(all, context.bounded() ? rows : all.size(), context.columns()).stream()
        .map(context.paint()::warning)
        .forEach(notes::add);
    return this;
  }

  /** An issue that was recognised, and where to read of it; a low screen has the first. */
  public StatusPage issue(String named) {
    return issues++ == 0 || !context.bounded() ? warning(named, ISSUE_ROWS) : this;
  }

  /** What the run tries again and again. */
  public StatusPage pending(List<PendingWork> tried) {
    pending = tried;
    return this;
  }

  /** The lines. */
  public List<String> over(MigrationStatus status) {
    List<PendingWork> heartbeats = pending;
    PendingText.smallPages(pending).forEach(this::note);
    if (!status.outages().isEmpty()) {
      // The run says itself what it waits for, since when and why.
      PendingText.attempts(pending, context.times(), context.now()).forEach(this::note);
      pending = List.of();
    }
    stuck();
    List<String> lines =
        new ArrayList<>(
            StatusText.of(status, context.heard(context.heard().with(heartbeats)), notes));
    lines.addAll(footnotes);
    return lines;
  }

  /** The lines, over lines of which the first is the state. */
  public List<String> over(List<String> status) {
    stuck();
    List<String> lines = new ArrayList<>(status);
    lines.addAll(Math.min(1, lines.size()), notes);
    lines.addAll(footnotes);
    return lines;
  }

  private void stuck() {
    PendingText.lines(pending, context.times(), context.now()).stream()
        .limit(context.bounded() ? MOST_TRIED : Integer.MAX_VALUE)
        .forEach(line -> warning(line, TRIED_ROWS));
  }
}
