package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.runbook.MigrationState.Ending;
import io.chromarunbook.workflows.status.ClosingLine;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.StepFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import java.util.function.Consumer;

/** How a run ends: the first reason stands. */
final class Endings {

  private final MigrationState.Ends end;
  private final Consumer<String> leaveRunbook;

  /**
   * Endings of one run.
   *
   * @param leaveRunbook makes the run leave what it is doing for its end
   */
  Endings(MigrationState state, Consumer<String> leaveRunbook) {
    this.end = state.end;
    this.leaveRunbook = leaveRunbook;
  }

  /** Ends the run from within the runbook, for want of a GO. */
  EndOfRun end(String reason) {
    return end(Ending.Kind.NO_GO, reason);
  }

  /** Ends the run from within the runbook, unless a person has just ended it. */
  EndOfRun end(Ending.Kind kind, String reason) {
    if (end.ending == null) {
      end.ending = new Ending(kind, "", reason);
    }
    return new EndOfRun();
  }

  /** Ends the run from beside the runbook, whatever it is doing. */
  void interrupt(Ending ending) {
    if (end.ending == null) {
      end.ending = ending;
      leaveRunbook.accept(ending.reason());
    }
  }

  /** Ends the run because of what went wrong beside the runbook. */
  void interrupt(TemporalFailure failure) {
    note(failure);
    leaveRunbook.accept(end.ending.reason());
  }

  /** Keeps why the runbook was left. */
  void note(TemporalFailure failure) {
    end.ending = because(failure);
  }

  /** Why the run ends that had this failure: what ended it before that, or the failure. */
  Ending because(TemporalFailure failure) {
    return end.ending == null ? of(failure) : end.ending;
  }

  private static Ending of(TemporalFailure failure) {
    try {
      StepFailure why = StepFailure.of(failure);
      Ending.Kind kind =
          why.kind() == FailureKind.GAVE_UP
              ? Ending.Kind.NETWORK
              : why.kind() == FailureKind.DEFECT ? Ending.Kind.DEFECT : Ending.Kind.NO_GO;
      return new Ending(kind, "", why.reason());
    } catch (CanceledFailure cancelled) {
      return new Ending(Ending.Kind.OPERATOR, "", "The workflow was cancelled through Temporal");
    }
  }

  /** Keeps the decision: GO or NO-GO. */
  void decide(String decision) {
    end.decision = decision;
  }

  /** Gives up the way back. */
  void close(String by, String reason) {
    end.closed = true;
    end.closedBy = by;
    end.closedReason = reason;
    end.closedAt = Timeline.now();
  }

  /** Who gave up the way back; null while nobody did. */
  static ClosingLine closing(MigrationState state) {
    return state.end.closed
        ? new ClosingLine(state.end.closedAt, state.end.closedBy, state.end.closedReason)
        : null;
  }

  /** Keeps where the report lies. */
  void reported(String file) {
    end.report = file;
  }
}
