package io.chromarunbook.workflows.runbook;

import java.util.function.Consumer;

/** What a run and a dry-run have in common: what the chapters stand on. */
final class Parts {

  final Authority authority;
  final Gates gates;
  final CollectionLines collections;
  final RunContext context;

  /**
   * Puts them together.
   *
   * @param leaveRunbook makes the run leave what it is doing for its end
   */
  Parts(PlanInForce inForce, MigrationState state, Waiting waiting, Consumer<String> leaveRunbook) {
    Journal journal = new Journal(state);
    Timeline timeline = new Timeline(state, journal, inForce);
    ProgressTracker progress = new ProgressTracker(state);
    FreezeClock clock = new FreezeClock(state, inForce);
    this.authority = new Authority(inForce);
    this.gates = new Gates(state, journal, inForce, authority);
    this.collections = new CollectionLines(state, progress);
    this.context =
        new RunContext(
            inForce,
            state,
            new Endings(state, leaveRunbook),
            timeline,
            journal,
            waiting,
            new Notifier(inForce, journal, waiting),
            progress,
            clock,
            new StatusBoard(
                inForce,
                state,
                timeline,
                gates,
                clock,
                progress,
                collections,
                new NextActions(inForce, state, gates, authority)));
  }
}
