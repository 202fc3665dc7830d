package io.chromarunbook.activities.report;

import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import java.util.List;
import java.util.Optional;

/**
 * Proposes planned times from actual ones: half as much again for machines, a quarter for people,
 * in whole minutes up to ten and in fives beyond, and never less than a minute.
 */
final class ProposedDurations {

  private static final double FOR_MACHINES = 1.5;
  private static final double FOR_PEOPLE = 1.25;
  private static final double MINUTE = 60;
  private static final double COARSE_FROM = 10 * MINUTE;
  private static final double COARSE = 5 * MINUTE;

  private ProposedDurations() {}

  /**
   * For every step that went to its end and is to be planned otherwise than it was; for none of a
   * run that is under way or did not come far enough to be planned by.
   */
  static List<ProposedDuration> of(MigrationStatus status) {
    if (status.state() != RunState.COMPLETED && status.state() != RunState.ROLLED_BACK) {
      return List.of();
    }
    return status.steps().stream().map(ProposedDurations::of).flatMap(Optional::stream).toList();
  }

  private static Optional<ProposedDuration> of(StepLine step) {
    // The window lasts as long as it is planned, and a way back is planned for the worst.
    if (step.state() != StepLine.State.DONE
        || step.plannedSeconds() == 0
        || step.id() == Step.MONITORING
        || step.id() == Step.ROLLBACK) {
      return Optional.empty();
    }
    double proposed = rounded(FOR_MACHINES * step.workSeconds() + FOR_PEOPLE * step.waitSeconds());
    boolean forPeople = step.waitSeconds() > step.workSeconds();
    // People who were quick once need not be so again.
    if (proposed == step.plannedSeconds() || (forPeople && proposed < step.plannedSeconds())) {
      return Optional.empty();
    }
    return Optional.of(
        new ProposedDuration(
            step.id(),
            step.plannedSeconds(),
            step.workSeconds() + step.waitSeconds(),
            proposed,
            forPeople
                ? "people took longer; a quarter more than they took"
                : "half as much again as the work took"));
  }

  private static double rounded(double seconds) {
    double grain = seconds > COARSE_FROM ? COARSE : MINUTE;
    return Math.max(MINUTE, Math.ceil(seconds / grain) * grain);
  }
}
