package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.status.FreezeLine.Standing;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.steps.SourceStanding;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** When each server last answered, as far as what the run remembers tells. */
final class Contacts {

  private static final Set<Step> READ_SOURCE = EnumSet.of(Step.DRY_RUN, Step.SNAPSHOT);
  private static final Set<Step> WRITE_TARGET = EnumSet.of(Step.MIGRATION, Step.VALIDATION);

  private Contacts() {}

  /** The source; null before the first answer. */
  static Instant source(MigrationState state) {
    MigrationState.Watching window = state.window;
    boolean answered =
        window.lastProbe != null
            && window.lastProbe.source() != null
            && window.lastProbe.source().state() != SourceStanding.State.SILENT;
    boolean probed =
        state.freeze.standing == Standing.PROVEN || state.freeze.standing == Standing.BROKEN;
    return latest(
        ended(state, Step.HEALTH),
        probed ? state.freeze.lookedAt : null,
        state.validation.sourceComparedAt,
        moved(state, READ_SOURCE),
        ended(state, Step.SNAPSHOT),
        answered ? window.lastProbeAt : null);
  }

  /** The target; null before the first answer. */
  static Instant target(MigrationState state) {
    boolean answered = state.window.lastProbe != null && state.window.lastProbe.healthy();
    return latest(
        ended(state, Step.HEALTH),
        state.validation.targetComparedAt,
        moved(state, WRITE_TARGET),
        ended(state, Step.MIGRATION),
        answered ? state.window.lastProbeAt : null);
  }

  /** When a step ended in which a server was asked. */
  private static Instant ended(MigrationState state, Step step) {
    MigrationState.Entry entry = state.timeline.entries.get(step);
    return entry == null || entry.state != StepLine.State.DONE
        ? null
        : entry.startedAt.plusMillis(entry.workMillis + entry.waitMillis);
  }

  private static Instant moved(MigrationState state, Set<Step> steps) {
    return steps.contains(state.progress.step) ? state.progress.movedAt : null;
  }

  private static Instant latest(Instant... moments) {
    return Stream.of(moments).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
  }
}
