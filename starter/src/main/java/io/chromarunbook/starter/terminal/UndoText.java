package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.ReturnLine;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.steps.LeftBehind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What a person who is about to end or undo a run must know first: how it stands, what is lost. */
public final class UndoText {

  private final MigrationStatus status;
  private final Times times;
  private final Instant now;
  private final List<String> sentences = new ArrayList<>();

  private UndoText(MigrationStatus status, Times times, Instant now) {
    this.status = status;
    this.times = times;
    this.now = now;
  }

  /** A sentence each, for a run that stands like this. */
  public static List<String> of(MigrationStatus status, Times times, Instant now) {
    UndoText text = new UndoText(status, times, now);
    text.stands();
    if (status.wayBack() == null) {
      text.beforeTheSwitch();
    } else {
      text.afterTheSwitch(status.wayBack());
    }
    return text.sentences;
  }

  private void stands() {
    sentences.add(
        status.migration() + " is " + status.state() + " at " + StepName.of(status.step()) + ".");
  }

  private void beforeTheSwitch() {
    FreezeLine freeze = status.freeze();
    boolean frozen = freeze.since() != null && freeze.until() == null;
    sentences.add(
        frozen
            ? "Its source refuses writes since "
                + times.of(freeze.since(), now)
                + ", and takes them again afterwards."
            : "Nothing is frozen, so nothing is thawed.");
    sentences.add(
        status.collectionsCopied() > 0
            ? "%d of %d collections are at the target; they are kept or removed there as its plan says (rollback.target)."
                .formatted(status.collectionsCopied(), status.collectionsTotal())
            : "Nothing was moved yet.");
    sentences.add("What was approved is lost, and its id is used up.");
  }

  private void afterTheSwitch(ReturnLine wayBack) {
    sentences.add(
        "Applications use the target"
            + switched().map(at -> " since " + times.of(at, now)).orElse("")
            + ", and use the source again afterwards.");
    LeftBehind left = wayBack.leftBehind();
    if (wayBack.unreadable() != null) {
      sentences.add("What they wrote there since could not be counted: " + wayBack.unreadable());
    } else if (left != null) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Of what they did there since, %,d records would be left behind as counted at %s: %,d added, %,d changed, %,d removed; they are kept in %s.",
              left.total(),
              times.of(left.readAt(), now),
              left.added(),
              left.changed(),
              left.gone(),
              left.file()));
    }
    sentences.add(
        "What they wrote there since the switch is counted before anything is undone; where there"
            + " is anything, nothing happens until you accept that number.");
  }

  private Optional<Instant> switched() {
    return status.steps().stream()
        .filter(step -> step.id() == Step.CUTOVER)
        .map(StepLine::startedAt)
        .filter(Objects::nonNull)
        .findFirst();
  }
}
