package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.frontdoor.GateAdmin;
import io.chromarunbook.activities.frontdoor.GateException;
import io.chromarunbook.activities.frontdoor.GateMode;
import io.chromarunbook.activities.frontdoor.GateOrder;
import io.chromarunbook.activities.frontdoor.GateStanding;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.plan.TrafficGate;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.ActionResult.State;
import io.chromarunbook.workflows.text.Printable;
import io.chromarunbook.workflows.text.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** An action that the gate before the source does, as this run tells it. */
final class GateDeed implements Deed {

  // One that was killed is started again in some seconds.
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration BETWEEN = Duration.ofSeconds(2);

  private static final int SHOWN = 5;

  private final OpenRun run;
  private final Attempt attempt;
  private final TrafficAction action;
  private final GateAdmin gate;
  private final Turn turn;
  private final String name;

  /** Of all questions together; null until one is not answered. */
  private Instant patienceEnds;

  GateDeed(OpenRun run, Attempt attempt, TrafficGate plan, TrafficAction action, Turn turn) {
    this.run = run;
    this.attempt = attempt;
    this.action = action;
    this.gate = GateAdmin.of(run, plan);
    this.turn = turn;
    this.name = "gate " + plan.admin();
  }

  @Override
  public StateReading read() {
    if (action == TrafficAction.RESTART || action == TrafficAction.VERIFY) {
      // Deeds that leave no state.
      return new StateReading.NotRead();
    }
    GateStanding standing;
    try {
      standing = patiently(gate::standing);
    } catch (GateException e) {
      return new StateReading.Unreadable(Sentence.within(e.getMessage()));
    }
    String id = run.plan().migration();
    boolean there =
        switch (action) {
          case FREEZE -> standing.mode() == GateMode.READ_ONLY && standing.of(id);
          case THAW -> standing.mode() == GateMode.OPEN;
          case SWITCH -> standing.mode() == GateMode.SWITCHED && standing.of(id);
          case REVERT -> !standing.mode().switched();
          case RESTART, VERIFY -> false;
        };
    return there
        ? new StateReading.There()
        : new StateReading.NotThere("the gate is " + words(standing));
  }

  private static String words(GateStanding standing) {
    return standing.mode().label()
        + (standing.migration() == null ? "" : ", by the migration " + standing.migration());
  }

  @Override
  public Done perform() {
    return switch (action) {
      case FREEZE -> order(GateMode.READ_ONLY, "the source is frozen");
      case THAW -> order(GateMode.OPEN, "the source takes writes again");
      case REVERT -> order(GateMode.READ_ONLY, "back to the source, which is still frozen");
      case SWITCH -> order(new GateCrossing(run).order());
      case RESTART ->
          new Done(
              true, "nothing has to be restarted: applications keep their connections to the gate");
      case VERIFY -> new GateProof(run, attempt).prove();
    };
  }

  /** Where traffic goes to the target, it is let read there and not write. */
  ActionResult refuseWritesAtTarget() {
    try {
      if (!patiently(gate::standing).mode().switched()) {
        return new ActionResult(State.ALREADY, "The gate leads nobody to the target.");
      }
    } catch (GateException e) {
      return new ActionResult(State.FAILED, e.getMessage());
    }
    Done done = order(GateMode.SWITCHED_READ_ONLY, "a way back is decided");
    return new ActionResult(done.well() ? State.DONE : State.FAILED, done.message() + ".");
  }

  private Done order(GateMode mode, String why) {
    return order(GateOrder.of(mode, run.plan().migration(), why));
  }

  private Done order(GateOrder order) {
    GateStanding standing;
    try {
      standing =
          patiently(
              () -> {
                turn.requireStill();
                return gate.take(order);
              });
    } catch (GateException e) {
      return new Done(
          false,
          Sentence.within(e.getMessage())
              + GateByHand.typed(run.plan(), action)
                  .map(command -> ". A person has it done with " + command)
                  .orElse(""));
    }
    return new Done(true, "the gate is " + words(standing) + unsettled(standing));
  }

  private static String unsettled(GateStanding standing) {
    if (standing.unsettled().isEmpty()) {
      return "";
    }
    return "; %d writes that did not end in time were cut off and read again: %s; the comparison of contents shows any that came about later"
        .formatted(
            standing.unsettled().size(),
            standing.unsettled().stream()
                .limit(SHOWN)
                .map(GateDeed::words)
                .collect(Collectors.joining(", ")));
  }

  private static String words(GateStanding.Unsettled write) {
    return Printable.of(write.operation())
        + " by "
        + Printable.of(write.client())
        + (write.outcome() == null
            ? ""
            : " %s (%s)".formatted(Printable.of(write.outcome()), Printable.of(write.told())));
  }

  private GateStanding patiently(Supplier<GateStanding> question) {
    while (true) {
      attempt.progress(0, 0);
      try {
        GateStanding answer = question.get();
        attempt.hasAnswer(name);
        patienceEnds = null;
        return answer;
      } catch (GateException e) {
        Instant now = Instant.now();
        patienceEnds = patienceEnds == null ? now.plus(PATIENCE) : patienceEnds;
        if (e.kind() != GateException.Kind.SILENT || now.isAfter(patienceEnds)) {
          throw e;
        }
        attempt.waitsForAnswer(name, Sentence.within(e.getMessage()), patienceEnds);
        attempt.rest(BETWEEN);
      }
    }
  }
}
