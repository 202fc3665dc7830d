package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.PlanChanges;
import io.chromarunbook.workflows.runbook.Authority.Right;
import io.chromarunbook.workflows.runbook.MigrationState.Ending;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.PlanAmendment;
import io.chromarunbook.workflows.text.UtcTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Where people's messages arrive: one rule book for both doors. */
final class MessageHandlers {

  private static final int MOST_SHOWN = 5;
  private static final int MOST_CHANGES = 200;
  private static final String SWITCHED = "traffic has been switched; order a rollback instead";

  private final RunContext context;
  private final MigrationState state;
  private final Requests requests;
  private final RefusedAnswers refusedAnswers;
  private final Authority authority;
  private final Gates gates;
  private final Holds holds;
  private final ManualActions byHand;
  private final ReturnConditions conditions;
  private final Rollback rollback;
  private final CollectionLines collections;
  private final PlanInForce inForce;
  private final WindowQuestion windowQuestion;
  private final Consumer<Boolean> pauseCopying;

  MessageHandlers(
      RunContext context,
      Requests requests,
      RefusedAnswers refusedAnswers,
      Authority authority,
      Gates gates,
      Holds holds,
      ManualActions byHand,
      ReturnConditions conditions,
      Rollback rollback,
      CollectionLines collections,
      PlanInForce inForce,
      WindowQuestion windowQuestion,
      Consumer<Boolean> pauseCopying) {
    this.context = context;
    this.state = context.state();
    this.requests = requests;
    this.refusedAnswers = refusedAnswers;
    this.authority = authority;
    this.gates = gates;
    this.holds = holds;
    this.byHand = byHand;
    this.conditions = conditions;
    this.rollback = rollback;
    this.collections = collections;
    this.inForce = inForce;
    this.windowQuestion = windowQuestion;
    this.pauseCopying = pauseCopying;
  }

  Reply approve(GateAnswer answer) {
    return take(answer, () -> gates.answer(answer, AnswerLine.Decision.APPROVE));
  }

  Reply reject(GateAnswer answer) {
    return take(answer, () -> gates.answer(answer, AnswerLine.Decision.REJECT));
  }

  Reply decide(HoldDecision decision) {
    return take(
        decision,
        () ->
            switch (decision.choice()) {
              case NO_GO -> noGo(decision);
              case STAY -> stay(decision);
              case RETRY, REPAIR, REPLAY -> mend(decision);
            });
  }

  /** Takes a new plan; the run puts it in force as soon as it is written down. */
  Reply amend(Amendment amendment) {
    return take(
        amendment,
        Right.AMEND,
        () -> {
          PlanChanges changes = PlanChanges.between(inForce.plan(), amendment.plan());
          return notNow()
              .or(() -> objection(changes))
              .<Reply>map(Reply.Refused::new)
              .orElseGet(() -> accepted(amendment, changes));
        });
  }

  Reply confirm(Confirmation confirmation) {
    return take(confirmation, Right.CONFIRM, () -> byHand.take(confirmation));
  }

  Reply pause(Order order) {
    return take(
        order,
        Right.PAUSE,
        () -> {
          if (state.timeline.paused) {
            return new Reply.Refused("the run is paused already");
          }
          if (state.timeline.step == Step.CUTOVER
              || state.cutover.attempted
              || state.end.ending != null) {
            return new Reply.Refused(
                "the run is at step " + state.timeline.step + ", which cannot be paused");
          }
          pause(true);
          return accepted(order, "paused; it takes effect between parts and steps");
        });
  }

  Reply resume(Order order) {
    return take(
        order,
        Right.RESUME,
        () -> {
          if (!state.timeline.paused) {
            return new Reply.Refused("the run is not paused");
          }
          pause(false);
          return accepted(order, "resumed");
        });
  }

  private void pause(boolean paused) {
    context.timeline().pause(paused);
    pauseCopying.accept(paused);
  }

  Reply abort(Order order) {
    return take(
        order,
        Right.ABORT,
        () -> {
          if (state.end.ending != null) {
            return ending();
          }
          if (state.cutover.attempted) {
            return new Reply.Refused(SWITCHED);
          }
          context
              .endings()
              .interrupt(
                  new Ending(
                      Ending.Kind.OPERATOR,
                      order.by(),
                      "aborted by " + order.by() + why(order.reason())));
          return accepted(order, "aborting; what was done is being undone");
        });
  }

  Reply rollback(Order order) {
    return take(
        order,
        Right.ROLLBACK,
        () -> {
          if (state.end.ending != null) {
            return waitingWayBack(order);
          }
          if (state.end.closed) {
            return new Reply.Refused("the run is closed");
          }
          return state.cutover.attempted ? goBack(order) : rollingBack(order);
        });
  }

  /** A way back that waits for somebody to accept what speaks against it. */
  private Reply waitingWayBack(Order order) {
    if (state.timeline.state != RunState.ROLLING_BACK || state.wayBack.objection == null) {
      return ending();
    }
    rollback.accept(order);
    return accepted(order, "the way back is looked at again");
  }

  /** After a switch both servers are looked at first, because going back may cost records. */
  private Reply goBack(Order order) {
    Optional<ReturnConditions.Objection> objection =
        conditions.objection(order.acceptLoss(), order.acceptSource());
    if (objection.isPresent()) {
      return new Reply.Refused(objection.get().text());
    }
    // Looking took its time.
    if (state.end.ending != null || state.end.closed) {
      return state.end.closed ? new Reply.Refused("the run is closed") : ending();
    }
    rollback.accept(order);
    return rollingBack(order);
  }

  private Reply rollingBack(Order order) {
    context
        .endings()
        .interrupt(
            new Ending(
                Ending.Kind.ROLLBACK,
                order.by(),
                "rollback ordered by " + order.by() + why(order.reason())));
    return accepted(order, "rolling back");
  }

  Reply close(Order order) {
    return take(
        order,
        Right.CLOSE,
        () -> {
          if (state.end.ending != null) {
            return ending();
          }
          if (state.end.closed) {
            return new Reply.Refused("the run is closed already");
          }
          if (state.timeline.state != RunState.COMPLETED) {
            return new Reply.Refused(
                "only a completed run can be closed; this one is " + state.timeline.state);
          }
          context.endings().close(order.by(), order.reason());
          return accepted(
              order,
              "closed; a rollback is not possible any more. %s, and the snapshot in %s is kept until %s"
                  .formatted(
                      SourceWords.closed(inForce.plan().source()),
                      state.snapshot.summary.directory(),
                      UtcTime.words(state.snapshot.summary.retainUntil())));
        });
  }

  private Reply ending() {
    return new Reply.Refused("the run is ending already: " + state.end.ending.reason());
  }

  private Optional<String> notNow() {
    if (state.amendment.pending != null) {
      return Optional.of("another amendment is just being written down; send it again after that");
    }
    boolean held = state.hold.verdict != null && state.hold.amendable && state.hold.decided == null;
    if (!held && gates.open().isEmpty()) {
      return Optional.of(
          "a plan is amended in a HOLD of step 3 or 5 or while a gate is open; the run is at step "
              + state.timeline.step);
    }
    return Optional.empty();
  }

  private static Optional<String> objection(PlanChanges changes) {
    if (changes.keys().isEmpty()) {
      return Optional.of("this is the plan the run goes by already");
    }
    if (!changes.settled().isEmpty()) {
      return Optional.of(
          "only transform, quarantine and the bounds of validation can be amended, but the plan"
              + " differs in "
              + firstOf(changes.settled()));
    }
    return Optional.empty();
  }

  private Reply accepted(Amendment amendment, PlanChanges changes) {
    int number = state.amendment.number + 1;
    state.amendment.pending =
        new PlanAmendment(
            number,
            Timeline.now(),
            amendment.by(),
            amendment.reason(),
            changes.keys().stream().limit(MOST_CHANGES).toList(),
            amendment.plan());
    String text = "amended the plan (amendment " + number + "): " + firstOf(changes.keys());
    context
        .journal()
        .order(
            amendment.by(), text + (amendment.reason() == null ? "" : "; " + amendment.reason()));
    return new Reply.Accepted(text + "; what was approved before has lapsed");
  }

  private static String firstOf(List<String> keys) {
    String shown = keys.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
    return keys.size() <= MOST_SHOWN
        ? shown
        : shown + " and %d more".formatted(keys.size() - MOST_SHOWN);
  }

  private Reply noGo(HoldDecision decision) {
    Optional<String> objection = authority.objection(Right.NO_GO, decision.by());
    if (objection.isPresent()) {
      return new Reply.Refused(objection.get());
    }
    if (state.end.ending != null) {
      return ending();
    }
    if (state.cutover.attempted) {
      return new Reply.Refused(SWITCHED);
    }
    context
        .endings()
        .interrupt(
            new Ending(
                Ending.Kind.OPERATOR,
                decision.by(),
                "NO-GO decided by " + decision.by() + why(decision.reason())));
    context.journal().decision(decision.by(), "decided no-go");
    return new Reply.Accepted("NO-GO; what was done is being undone");
  }

  private Reply stay(HoldDecision decision) {
    return authority
        .objection(Right.ROLLBACK, "decide to stay", decision.by())
        .<Reply>map(Reply.Refused::new)
        .orElseGet(() -> windowQuestion.take(decision));
  }

  private Reply mend(HoldDecision decision) {
    Optional<String> objection = authority.objection(Right.RETRY, decision.by());
    if (objection.isPresent()) {
      return new Reply.Refused(objection.get());
    }
    if (decision.collection() != null
        && state.hold.verdict != null
        && state.timeline.step != Step.READ_ONLY
        && !collections.has(decision.collection())) {
      return new Reply.Refused("there is no collection '" + decision.collection() + "'");
    }
    return holds.take(decision);
  }

  private Reply take(ControlMessage message, Right right, Supplier<Reply> rule) {
    return take(
        message,
        () ->
            authority
                .objection(right, message.by())
                .<Reply>map(Reply.Refused::new)
                .orElseGet(rule));
  }

  private Reply take(ControlMessage message, Supplier<Reply> rule) {
    Reply reply = requests.once(message, () -> told(message, rule.get()));
    context.board().publish();
    return reply;
  }

  private Reply told(ControlMessage message, Reply reply) {
    if (reply instanceof Reply.Refused refused) {
      refusedAnswers.tell(message, refused.reason());
    }
    return reply;
  }

  private Reply accepted(Order order, String text) {
    context.journal().order(order.by(), text + why(order.reason()));
    return new Reply.Accepted(text);
  }

  private static String why(String reason) {
    return reason == null || reason.isBlank() ? "" : ": " + reason;
  }
}
