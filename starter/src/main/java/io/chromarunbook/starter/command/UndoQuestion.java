package io.chromarunbook.starter.command;

import io.chromarunbook.client.KnownRun;
import io.chromarunbook.client.SilentWorker;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.starter.terminal.UndoText;
import io.chromarunbook.starter.terminal.WrappedText;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells a person at a terminal what undoing a run costs, and asks. */
final class UndoQuestion {

  private final Session session;
  private final String id;

  UndoQuestion(Session session, String id) {
    this.session = session;
    this.id = id;
  }

  /** How the run stands; nothing where no worker answers. */
  Optional<MigrationStatus> status() {
    try {
      return Optional.of(session.migrations().status(id));
    } catch (SilentWorker e) {
      return Optional.empty();
    }
  }

  /** Whether the person wants it all the same, having read what it costs. */
  boolean agreed(Optional<MigrationStatus> found, String order) {
    List<String> cost =
        found
            .map(status -> UndoText.of(status, Times.local(), Instant.now()))
            .orElseGet(this::unknown);
    return agreed(cost, order);
  }

  /** The same of what somebody else says it costs. */
  boolean agreed(List<String> cost, String order) {
    for (String sentence : cost) {
      session.terminal().say(WrappedText.of("  ", sentence, session.terminal().columns()));
    }
    return YesOrNo.asked(session.terminal(), order);
  }

  private List<String> unknown() {
    KnownRun known = session.migrations().describe(id);
    return List.of(
        "No worker answers, so what this costs is not known; Temporal last noted "
            + (known.state().isEmpty() ? known.execution() : known.state())
            + (known.step().isEmpty() ? "" : " at step " + known.step())
            + ".",
        "The order is recorded, and counts as soon as a worker is there.");
  }
}
