package io.chromarunbook.workflows.lock;

import io.chromarunbook.workflows.status.RunbookCommand;

/** What a person is told of a place that another migration holds. */
public final class LockText {

  private LockText() {}

  /**
   * Why nobody else may work there now, and what to do.
   *
   * @param since when it was taken, as the reader reads times
   */
  public static String refusal(LockHolder holder, String since) {
    return "%s is held by the migration %s as its %s since %s, and one run at a time works there. See where that one stands with %s; where it is gone without having given the place up, take it over with %s"
        .formatted(
            holder.place().words(),
            holder.migration(),
            holder.side(),
            since,
            RunbookCommand.of("status", holder.migration()),
            takeOver(holder.migration()));
  }

  /** The command that gives up what a run that is gone still holds. */
  public static String takeOver(String migration) {
    return RunbookCommand.of(
        "take-over", migration, "--by", RunbookCommand.ANYBODY, "--reason", "WHY");
  }
}
