package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.status.ReturnLine;
import io.chromarunbook.workflows.steps.LeftBehind;
import io.chromarunbook.workflows.steps.LeftBehindActivities;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.StepFailure;
import io.chromarunbook.workflows.text.Counts;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What must be so before applications are taken back after a switch: the source is there and is
 * what it was, and nothing is lost with the target that nobody gave up by number.
 */
final class ReturnConditions {

  private static final String NOTHING = "0";

  private final RunContext context;
  private final MigrationState.Returning wayBack;
  private boolean reading;

  /**
   * Why going back waits for a person.
   *
   * @param accepting with which options an order goes back all the same
   */
  record Objection(String text, Map<String, String> accepting) {}

  ReturnConditions(RunContext context) {
    this.context = context;
    this.wayBack = context.state().wayBack;
  }

  /**
   * Looks at both servers and says why going back is not safe; empty where it is, or where what
   * speaks against it was accepted.
   *
   * @param acceptLoss as an order has it; may be null
   * @param acceptSource as an order has it; may be null
   */
  Optional<Objection> objection(String acceptLoss, String acceptSource) {
    return alone(() -> source(acceptSource).or(() -> loss(acceptLoss)));
  }

  /** Looks at the source only: the target was read a moment ago, when the way back was ordered. */
  Optional<Objection> objectionOfSource(String acceptSource) {
    return alone(() -> source(acceptSource));
  }

  /** Two readings at a time would write the same files. */
  private Optional<Objection> alone(Supplier<Optional<Objection>> look) {
    Workflow.await(() -> !reading);
    reading = true;
    try {
      Optional<Objection> objection = look.get();
      wayBack.objection = objection.map(Objection::text).orElse(null);
      wayBack.objectedAt = objection.isPresent() ? Timeline.now() : null;
      return objection;
    } finally {
      reading = false;
    }
  }

  private Optional<Objection> source(String accepted) {
    wayBack.source =
        Traffic.looks("look whether the source is what it was").proveSource(context.run());
    return switch (wayBack.source.state()) {
      case HOLDS -> Optional.empty();
      case SILENT ->
          refusedUnless(
              Order.SILENT.equals(accepted),
              "the source does not answer, and going back would take the applications to a server"
                  + " that is not there: %s Bring it up first; the snapshot in %s can be restored."
                      .formatted(
                          wayBack.source.message(), context.state().snapshot.summary.directory()),
              Order.SILENT);
      case DIFFERS ->
          refusedUnless(
              Order.DIFFERS.equals(accepted),
              "the source is not what it was when it was frozen: " + wayBack.source.message(),
              Order.DIFFERS);
    };
  }

  private static Optional<Objection> refusedUnless(boolean accepted, String text, String accept) {
    return accepted
        ? Optional.empty()
        : Optional.of(
            new Objection(
                text + " To go back all the same, add --accept-source " + accept,
                Map.of("accept-source", accept)));
  }

  /**
   * What a person was told counts; what comes later is saved and reported, and not refused again.
   */
  private Optional<Objection> loss(String accepted) {
    if (wayBack.toldLoss != null && covers(accepted, wayBack.toldLoss)) {
      return Optional.empty();
    }
    read();
    String loss = wayBack.unreadable != null ? Order.UNKNOWN : "" + wayBack.leftBehind.total();
    if (loss.equals(NOTHING)) {
      return Optional.empty();
    }
    wayBack.toldLoss = loss;
    return covers(accepted, loss)
        ? Optional.empty()
        : Optional.of(
            new Objection(
                words() + " To go back all the same, add --accept-loss " + loss,
                Map.of("accept-loss", loss)));
  }

  private static boolean covers(String accepted, String told) {
    if (accepted == null || accepted.equals(Order.UNKNOWN) || told.equals(Order.UNKNOWN)) {
      return told.equals(accepted);
    }
    return Long.parseLong(accepted) >= Long.parseLong(told);
  }

  private String words() {
    if (wayBack.unreadable != null) {
      return "the target cannot be read, so nobody knows what would be left behind there: "
          + wayBack.unreadable;
    }
    return words(wayBack.leftBehind);
  }

  /** What a rollback leaves behind, for people. */
  static String words(LeftBehind left) {
    return String.format(
        Locale.ROOT,
        "since the switch %s added at the target, %,d changed and %,d removed; they would be left behind, and are kept in %s.",
        Counts.of(left.added(), "record") + (left.added() == 1 ? " was" : " were"),
        left.changed(),
        left.gone(),
        left.file());
  }

  /** Reads what the target holds now, and keeps it. */
  void read() {
    try {
      Optional<Position> position = Optional.of(Position.START);
      while (position.isPresent()) {
        Position from = position.get();
        Progress progress =
            activities("read what a rollback would leave behind, from " + RunContext.text(from))
                .read(context.run(), from);
        position = progress.next();
      }
      wayBack.leftBehind =
          activities("keep what a rollback would leave behind").sumUp(context.run());
      wayBack.unreadable = null;
    } catch (ActivityFailure failure) {
      wayBack.unreadable = StepFailure.of(failure).reason();
    }
  }

  /** What a reader sees; nothing before the switch. */
  static ReturnLine line(MigrationState state) {
    return state.cutover.attempted
        ? new ReturnLine(
            state.wayBack.source,
            state.wayBack.leftBehind,
            state.wayBack.unreadable,
            state.wayBack.objection,
            state.wayBack.objectedAt)
        : null;
  }

  private static LeftBehindActivities activities(String summary) {
    return Workflow.newActivityStub(LeftBehindActivities.class, Profiles.data(summary));
  }
}
