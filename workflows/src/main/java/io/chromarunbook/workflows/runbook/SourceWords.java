package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.status.RunbookCommand;

/** What is told of a source where a server that is frozen is not what a plan's source is. */
final class SourceWords {

  private SourceWords() {}

  /** What stands still from the freeze on. */
  static String frozen(ServerPlan source) {
    if (source.snapshot() != null) {
      return "The snapshot " + source.snapshot() + " must stay as it is";
    }
    if (source.isLive()) {
      return "Writes to the directory " + source.directory() + " are refused by triggers in it";
    }
    return source.directory() == null
        ? "Writes to " + source.url() + " are refused"
        : "The directory " + source.directory() + " must stay as it is";
  }

  /** What becomes of it when the run is closed. */
  static String closed(ServerPlan source) {
    if (source.snapshot() != null) {
      return "The source was a snapshot, and stays as it is";
    }
    if (source.isLive()) {
      return "The directory %s stays frozen by triggers until somebody thaws it (%s)"
          .formatted(
              source.directory(),
              RunbookCommand.of("thaw", "--sqlite", source.directory() + "/chroma.sqlite3"));
    }
    return source.directory() == null
        ? "The source %s stays frozen until somebody thaws it".formatted(source.url())
        : "The source was the directory %s, and stays as it is".formatted(source.directory());
  }

  /** What a rollback leads to. */
  static String rolledBack(ServerPlan source) {
    if (source.snapshot() != null) {
      return "the source is a snapshot, and nothing was done to it";
    }
    return source.directory() == null || source.isLive()
        ? "the source serves again"
        : "the source is a directory, and nothing was done to it";
  }
}
