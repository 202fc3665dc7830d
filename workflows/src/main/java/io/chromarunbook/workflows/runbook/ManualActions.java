package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.ManualLine;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.VouchLine;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.Announcement;
import io.chromarunbook.workflows.steps.Notice;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What people do by hand, and say so. Where a machine can look, it looks before their word counts;
 * what it finds otherwise counts only where a person insists, with a reason, and is shown as
 * vouched for.
 */
final class ManualActions {

  private static final Duration REMIND = Duration.ofMinutes(5);

  private final RunContext context;
  private final MigrationState.ByHand byHand;
  // Not part of the state: a run goes on in a new one only when no message is being answered.
  private final Map<TrafficAction, Offer> offers = new HashMap<>();

  /** A confirmation whose sender waits for the answer. */
  private static final class Offer {
    private final Confirmation confirmation;
    private Reply reply;

    Offer(Confirmation confirmation) {
      this.confirmation = confirmation;
    }
  }

  /** How long people may take. */
  private interface Patience {
    /** The notice that says how long, and what happens then. */
    Notice said(Notice asked);

    /** Whether the condition came true in time. */
    boolean await(Supplier<Notice> reminders, BooleanSupplier condition);
  }

  private final class UntilDeadline implements Patience {
    private final Instant deadline;

    UntilDeadline(Instant deadline) {
      this.deadline = deadline;
    }

    @Override
    public Notice said(Notice asked) {
      return asked.asks(deadline, "the run ends, and what was done is undone");
    }

    @Override
    public boolean await(Supplier<Notice> reminders, BooleanSupplier condition) {
      return context.notifier().await(deadline, REMIND, number -> reminders.get(), condition);
    }
  }

  private final class WithoutEnd implements Patience {
    @Override
    public Notice said(Notice asked) {
      return asked.asks("the run waits, for there is no way round it");
    }

    @Override
    public boolean await(Supplier<Notice> reminders, BooleanSupplier condition) {
      context.notifier().await(REMIND, reminders, condition);
      return true;
    }
  }

  ManualActions(RunContext context) {
    this.context = context;
    this.byHand = context.state().byHand;
  }

  /** Whether a person did an action before, and it counted. */
  boolean done(TrafficAction action) {
    return byHand.done.containsKey(action);
  }

  /** Forgets what was done, because it is to be done again. */
  void forget(TrafficAction action) {
    byHand.done.remove(action);
  }

  /** Forgets everything, because the way leads back now. */
  void forgetAll() {
    byHand.awaited.clear();
    byHand.deadlines.clear();
    byHand.refusals.clear();
    byHand.done.clear();
  }

  /**
   * Waits until a person did it, at the latest until a deadline.
   *
   * @param message what is to be done, and why a machine did not
   * @param proof looks whether it was done
   * @return whether it was done in time
   */
  boolean await(
      TrafficAction action, String message, Supplier<ActionResult> proof, Instant deadline) {
    byHand.deadlines.put(action, deadline);
    return await(action, message, proof, new UntilDeadline(deadline));
  }

  /** Waits until a person did it, however long that takes. */
  void await(TrafficAction action, String message, Supplier<ActionResult> proof) {
    boolean ignored = await(action, message, proof, new WithoutEnd());
  }

  private boolean await(
      TrafficAction action, String message, Supplier<ActionResult> proof, Patience patience) {
    RunState before = context.state().timeline.state;
    byHand.awaited.put(action, message);
    context.timeline().waits(before == RunState.ROLLING_BACK ? before : RunState.WAITING);
    context.board().publish();
    context.notifier().tell(patience.said(asked(action)));
    try {
      while (patience.await(
          () -> patience.said(asked(action)), () -> offers.containsKey(action) || done(action))) {
        if (done(action) || counts(offers.get(action), proof)) {
          context.timeline().works(before);
          return true;
        }
        context.board().publish();
      }
      return false;
    } finally {
      byHand.awaited.remove(action);
      byHand.deadlines.remove(action);
      byHand.refusals.remove(action);
      refuse(action);
      context.board().publish();
    }
  }

  /** What a reader sees. */
  static List<ManualLine> lines(MigrationState.ByHand byHand) {
    return byHand.awaited.entrySet().stream()
        .map(
            asked ->
                new ManualLine(
                    asked.getKey(),
                    asked.getValue(),
                    byHand.deadlines.get(asked.getKey()),
                    byHand.refusals.get(asked.getKey())))
        .toList();
  }

  private Notice asked(TrafficAction action) {
    return context.notice(Announcement.confirm(action, byHand.awaited.get(action)));
  }

  /** Looks whether what a person says is so, and answers. */
  private boolean counts(Offer offer, Supplier<ActionResult> proof) {
    Confirmation confirmation = offer.confirmation;
    TrafficAction action = confirmation.action();
    ActionResult found = confirmation.unproven() ? null : proof.get();
    if (found != null && found.state() == ActionResult.State.FAILED) {
      byHand.refusals.put(action, found.message());
      answer(
          offer,
          new Reply.Refused(
              "it is not so: "
                  + found.message()
                  + " Mend it and confirm again; what counts all the same needs --unproven and a"
                  + " reason, and is shown as vouched for"));
      return false;
    }
    byHand.done.put(action, Timeline.now());
    boolean proven = found != null && found.succeeded();
    if (!proven) {
      byHand.vouched.add(
          new VouchLine(
              action.label(),
              confirmation.by(),
              Timeline.now(),
              confirmation.reason(),
              found == null ? byHand.awaited.get(action) : found.message()));
    }
    context
        .journal()
        .order(
            confirmation.by(),
            "confirmed "
                + action
                + (proven ? ", proven" : ", not proven")
                + (confirmation.reason() == null ? "" : ": " + confirmation.reason()));
    answer(
        offer,
        new Reply.Accepted(
            proven
                ? "confirmed " + action + "; proven: " + found.message()
                : "confirmed "
                    + action
                    + "; not proven, "
                    + confirmation.by()
                    + " vouches for it"));
    return true;
  }

  private void answer(Offer offer, Reply reply) {
    offer.reply = reply;
    offers.remove(offer.confirmation.action());
  }

  private void refuse(TrafficAction action) {
    Optional.ofNullable(offers.get(action))
        .ifPresent(
            offer -> answer(offer, new Reply.Refused("nobody waits any more for " + action)));
  }

  /** Takes a person's word and answers when it was looked at. */
  Reply take(Confirmation confirmation) {
    TrafficAction action = confirmation.action();
    if (!byHand.awaited.containsKey(action)) {
      return new Reply.Refused(
          "nobody waits for a confirmation of "
              + action
              + (byHand.awaited.isEmpty()
                  ? ""
                  : "; awaited: "
                      + String.join(
                          ", ", byHand.awaited.keySet().stream().map(Object::toString).toList())));
    }
    if (offers.containsKey(action)) {
      return new Reply.Refused("another confirmation of " + action + " is just being looked at");
    }
    Offer offer = new Offer(confirmation);
    offers.put(action, offer);
    Workflow.await(() -> offer.reply != null);
    return offer.reply;
  }
}
