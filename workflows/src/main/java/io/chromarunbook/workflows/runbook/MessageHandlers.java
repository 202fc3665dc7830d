package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.PlanChanges;
import io.chromarunbook.workflows.runbook.Authority.Right;
import io.chromarunbook.workflows.runbook.MigrationState.Ending;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.PlanAmendment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Where people's messages arrive: one rule book for both doors. */
final class MessageHandlers {

  private static final int MOST_SHOWN = 5;
  private static final int MOST_CHANGES = 200;

  private final MigrationState state;
  private final Journal journal;
  private final Requests requests;
  private final Authority authority;
  private final Gates gates;
  private final PlanInForce inForce;
  private final Interrupter interrupter;

  /** How the handlers stops what the run is doing. */
  interface Interrupter {

    /** Leaves the runbook for its end. */
    void end(Ending ending);

    /** Tells the copying children to stop or go on between parts. */
    void pause(boolean paused);
  }

  MessageHandlers(
      MigrationState state,
      Journal journal,
      Authority authority,
      Gates gates,
      PlanInForce inForce,
      Interrupter interrupter) {
    this.state = state;
    this.journal = journal;
    this.requests = new Requests(state, journal);
    this.authority = authority;
    this.gates = gates;
    this.inForce = inForce;
    this.interrupter = interrupter;
  }

  Reply approve(Answer answer) {
    return answer(answer, AnswerLine.Decision.APPROVE);
  }

  Reply reject(Answer answer) {
    return answer(answer, AnswerLine.Decision.REJECT);
  }

  Reply decide(HoldDecision decision) {
    Optional<String> flaw = Messages.flaw(decision);
    return requests.once(
        flaw.isPresent() ? "" : decision.requestId(),
        flaw.isPresent() ? "" : decision.by(),
        flaw,
        () -> decision.choice() == HoldDecision.Choice.NO_GO ? noGo(decision) : mend(decision));
  }

  /** Takes a new plan; the run puts it in force as soon as it is written down. */
  Reply amend(Amendment amendment) {
    Optional<String> flaw = Messages.flaw(amendment);
    return requests.once(
        flaw.isPresent() ? "" : amendment.requestId(),
        flaw.isPresent() ? "" : amendment.by(),
        flaw,
        () -> {
          PlanChanges changes = PlanChanges.between(inForce.plan(), amendment.plan());
          return authority
              .objection(Right.AMEND, amendment.by())
              .or(this::objectionToAnyAmendment)
              .or(() -> objection(changes))
              .<Reply>map(Reply.Refused::new)
              .orElseGet(() -> accepted(amendment, changes));
        });
  }

  private Optional<String> objectionToAnyAmendment() {
    if (state.ending != null) {
      return Optional.of("the run is ending already: " + state.ending.reason());
    }
    if (state.amendment != null) {
      return Optional.of("another amendment is just being written down; send it again after that");
    }
    boolean held = state.hold != null && state.hold.amendable && state.hold.decided == null;
    if (!held && gates.open().isEmpty()) {
      return Optional.of(
          "a plan is amended in a HOLD of step 3 or 5 or while a gate is open; the run is at step "
              + state.step);
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
    int number = state.amendments + 1;
    state.amendment =
        new PlanAmendment(
            number,
            Timeline.now(),
            amendment.by(),
            amendment.reason(),
            changes.keys().stream().limit(MOST_CHANGES).toList(),
            amendment.plan());
    String text = "amended the plan (amendment " + number + "): " + firstOf(changes.keys());
    journal.order(
        amendment.by(), text + (amendment.reason() == null ? "" : "; " + amendment.reason()));
    return new Reply.Accepted(text + "; what was approved before has lapsed");
  }

  private static String firstOf(List<String> keys) {
    String shown = keys.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
    return keys.size() <= MOST_SHOWN
        ? shown
        : shown + " and %d more".formatted(keys.size() - MOST_SHOWN);
  }

  Reply confirm(Confirmation confirmation) {
    Optional<String> flaw = Messages.flaw(confirmation);
    return requests.once(
        flaw.isPresent() ? "" : confirmation.requestId(),
        flaw.isPresent() ? "" : confirmation.by(),
        flaw,
        () -> {
          Optional<String> objection = authority.objection(Right.CONFIRM, confirmation.by());
          if (objection.isPresent()) {
            return new Reply.Refused(objection.get());
          }
          if (!state.awaitingConfirmation.contains(confirmation.action())) {
            return new Reply.Refused(
                "nobody waits for a confirmation of "
                    + confirmation.action()
                    + (state.awaitingConfirmation.isEmpty()
                        ? ""
                        : "; awaited: " + state.awaitingConfirmation));
          }
          state.awaitingConfirmation.remove(confirmation.action());
          state.confirmed.add(confirmation.action());
          journal.order(confirmation.by(), "confirmed " + confirmation.action());
          return new Reply.Accepted("confirmed " + confirmation.action());
        });
  }

  Reply pause(Order order) {
    return order(
        order,
        Right.PAUSE,
        () -> {
          if (state.paused) {
            return new Reply.Refused("the run is paused already");
          }
          if (state.step == Step.CUTOVER || state.switchAttempted || state.ending != null) {
            return new Reply.Refused(
                "the run is at step " + state.step + ", which cannot be paused");
          }
          state.paused = true;
          interrupter.pause(true);
          return accepted(order, "paused; it takes effect between parts and steps");
        });
  }

  Reply resume(Order order) {
    return order(
        order,
        Right.RESUME,
        () -> {
          if (!state.paused) {
            return new Reply.Refused("the run is not paused");
          }
          state.paused = false;
          interrupter.pause(false);
          return accepted(order, "resumed");
        });
  }

  Reply abort(Order order) {
    return order(
        order,
        Right.ABORT,
        () -> {
          if (state.ending != null) {
            return new Reply.Refused("the run is ending already: " + state.ending.reason());
          }
          if (state.switchAttempted) {
            return new Reply.Refused(
                "traffic has been switched; go back with ./runbook rollback instead");
          }
          interrupter.end(
              new Ending(
                  Ending.Kind.OPERATOR, order.by(), "aborted by " + order.by() + why(order)));
          return accepted(order, "aborting; what was done is being undone");
        });
  }

  Reply rollback(Order order) {
    return order(
        order,
        Right.ROLLBACK,
        () -> {
          if (state.ending != null) {
            return new Reply.Refused("the run is ending already: " + state.ending.reason());
          }
          if (state.closed) {
            return new Reply.Refused("the run is closed");
          }
          long lost = state.lastProbe == null ? 0 : state.lastProbe.newAtTarget();
          if (state.switchAttempted
              && lost > 0
              && (order.acceptLoss() == null || order.acceptLoss() < lost)) {
            return new Reply.Refused(
                "%d records were written at the target since the switch and would be left behind;"
                        .formatted(lost)
                    + " add --accept-loss "
                    + lost);
          }
          interrupter.end(
              new Ending(
                  Ending.Kind.ROLLBACK,
                  order.by(),
                  "rollback ordered by " + order.by() + why(order)));
          return accepted(order, "rolling back");
        });
  }

  Reply close(Order order) {
    return order(
        order,
        Right.CLOSE,
        () -> {
          if (state.ending != null) {
            return new Reply.Refused("the run is ending already: " + state.ending.reason());
          }
          if (state.state != RunState.COMPLETED) {
            return new Reply.Refused(
                "only a completed run can be closed; this one is " + state.state);
          }
          state.closed = true;
          return accepted(order, "closed");
        });
  }

  private Reply answer(Answer answer, AnswerLine.Decision decision) {
    Optional<String> flaw = Messages.flaw(answer);
    return requests.once(
        flaw.isPresent() ? "" : answer.requestId(),
        flaw.isPresent() ? "" : answer.by(),
        flaw,
        () -> gates.answer(answer, decision));
  }

  private Reply order(Order order, Right right, Supplier<Reply> rule) {
    Optional<String> flaw = Messages.flaw(order);
    return requests.once(
        flaw.isPresent() ? "" : order.requestId(),
        flaw.isPresent() ? "" : order.by(),
        flaw,
        () ->
            authority.objection(right, order.by()).<Reply>map(Reply.Refused::new).orElseGet(rule));
  }

  private Reply noGo(HoldDecision decision) {
    Optional<String> objection = authority.objection(Right.NO_GO, decision.by());
    if (objection.isPresent()) {
      return new Reply.Refused(objection.get());
    }
    if (state.ending != null) {
      return new Reply.Refused("the run is ending already: " + state.ending.reason());
    }
    if (state.switchAttempted) {
      return new Reply.Refused(
          "traffic has been switched; go back with ./runbook rollback instead");
    }
    interrupter.end(
        new Ending(
            Ending.Kind.OPERATOR,
            decision.by(),
            "NO-GO decided by "
                + decision.by()
                + (decision.reason() == null ? "" : ": " + decision.reason())));
    journal.decision(decision.by(), "decided no-go");
    return new Reply.Accepted("NO-GO; what was done is being undone");
  }

  private Reply mend(HoldDecision decision) {
    Optional<String> objection = authority.objection(Right.RETRY, decision.by());
    if (objection.isPresent()) {
      return new Reply.Refused(objection.get());
    }
    if (state.hold != null && state.amendment != null) {
      return new Reply.Refused("the plan is just being amended; decide on what follows from it");
    }
    if (state.hold == null || state.hold.decided != null) {
      return new Reply.Refused("the run is not in HOLD; it is at step " + state.step);
    }
    if (!state.hold.choices.contains(decision.choice())) {
      return new Reply.Refused(
          "%s does not mend this; decide one of %s"
              .formatted(label(decision.choice()), labels(state.hold.choices)));
    }
    if (decision.collection() != null
        && state.step != Step.READ_ONLY
        && !state.collections.containsKey(decision.collection())) {
      return new Reply.Refused("there is no collection '" + decision.collection() + "'");
    }
    state.hold.decided = decision;
    journal.decision(decision.by(), "decided " + label(decision.choice()));
    return new Reply.Accepted(label(decision.choice()) + " begins");
  }

  private Reply accepted(Order order, String text) {
    journal.order(order.by(), text + why(order));
    return new Reply.Accepted(text);
  }

  private static String why(Order order) {
    return order.reason() == null || order.reason().isBlank() ? "" : ": " + order.reason();
  }

  static String label(HoldDecision.Choice choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> labels(List<HoldDecision.Choice> choices) {
    return choices.stream().map(MessageHandlers::label).toList();
  }
}
