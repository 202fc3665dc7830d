package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.util.List;

/**
 * Where a migration stands, for a person, in this order: state, what does not move, what it waits
 * for and from whom, until when and what happens otherwise, what to type, the step under way; then
 * the rest. Nothing is said by colour alone, and nothing is cut within a word.
 */
public final class StatusText {

  private static final int TIGHTEST = 6;
  private static final int BELOW = 4;

  private final MigrationStatus status;
  private final Page page;

  private StatusText(MigrationStatus status, Page page) {
    this.status = status;
    this.page = page;
  }

  /** The lines, the most important ones first. */
  public static List<String> of(MigrationStatus status, StatusContext context) {
    return of(status, context, List.of());
  }

  /**
   * The same with notes right below the state.
   *
   * @param notes lines that are no longer than the screen is wide
   */
  static List<String> of(MigrationStatus status, StatusContext context, List<String> notes) {
    MigrationStatus now = status.at(context.now());
    for (int tightness = 0; true; tightness++) {
      StatusText text = new StatusText(now, new Page(context, tightness));
      text.writeFirst(notes);
      // What people look for must be seen, and how long the rest is.
      if (tightness == TIGHTEST || text.page.lines().size() <= context.rows() - BELOW) {
        text.writeRest();
        return text.page.lines();
      }
    }
  }

  private void writeFirst(List<String> notes) {
    HeadBlock head = new HeadBlock(status, page);
    head.state();
    page.add(notes);
    head.troubles();
    new WaitBlock(status, page).say();
    next();
    new StepBlock(status, page).now();
  }

  private void writeRest() {
    StepBlock step = new StepBlock(status, page);
    PlaceBlock place = new PlaceBlock(status, page);
    FactsBlock facts = new FactsBlock(status, page);
    place.freeze();
    place.heard();
    WaitBlock.hold(status).ifPresent(hold -> HoldText.about(page, status, page.context().held()));
    place.rollback();
    facts.answers();
    step.finished();
    facts.records();
    facts.criteria();
    facts.vouched();
    place.places();
  }

  private void next() {
    String label = "Next";
    for (NextAction action : status.nextActions()) {
      page.command(label, RunbookCommand.of(action));
      label = "";
    }
  }

  /** As much of a digest as commands need. */
  public static String shortDigest(String digest) {
    if (digest == null || digest.isEmpty()) {
      return "–";
    }
    return digest.substring(0, Math.min(12, digest.length()));
  }
}
