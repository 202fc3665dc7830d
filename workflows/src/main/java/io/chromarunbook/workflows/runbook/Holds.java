package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.evidence.Remedy;
import io.chromarunbook.workflows.evidence.Verdict;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.Announcement;
import io.chromarunbook.workflows.steps.Notice;
import io.chromarunbook.workflows.text.UtcTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** HOLD: people decide how a run goes on in which something does not hold. */
final class Holds {

  private static final int MOST_KEPT = 20;
  private static final Duration REMIND = Duration.ofMinutes(5);

  private final RunContext context;
  private final MigrationState.Holding hold;

  Holds(RunContext context) {
    this.context = context;
    this.hold = context.state().hold;
  }

  /**
   * Holds the run until people decide how it goes on.
   *
   * @return what they decided; NO-GO and silence end the run instead
   */
  HoldDecision decide(Verdict.Hold verdict) {
    begin(verdict);
    return end().orElseThrow();
  }

  /**
   * Holds the run until people decide how it goes on, or amend the plan.
   *
   * @return what they decided; nothing where the plan was amended and is in force now
   */
  Optional<HoldDecision> decideOrAmend(Verdict.Hold verdict) {
    begin(verdict);
    hold.amendable = true;
    return end();
  }

  private void begin(Verdict.Hold verdict) {
    if (hold.verdict != null) {
      return;
    }
    hold.verdict = verdict;
    Instant now = Timeline.now();
    hold.lines.add(
        HoldLine.undecided(
            context.state().timeline.step,
            now,
            context.clock().within(now.plus(context.plan().timeline().hold())),
            verdict.reason(),
            verdict.remedies()));
    hold.number++;
    if (hold.lines.size() > MOST_KEPT) {
      hold.lines.remove(0);
    }
    context
        .journal()
        .deviation("HOLD at step " + context.state().timeline.step.id() + ": " + verdict.reason());
    context.notifier().tell(notice("a decision is needed"));
  }

  private Notice notice(String what) {
    Announcement announcement = Announcement.hold(what, hold.verdict);
    return context.notice(announcement).asks(current().deadline(), announcement.otherwise());
  }

  private Optional<HoldDecision> end() {
    context.timeline().waits(RunState.HOLD);
    context.board().publish();
    Verdict.Hold verdict = hold.verdict;
    Instant deadline = current().deadline();
    boolean decided =
        context
            .notifier()
            .await(
                deadline,
                REMIND,
                number -> notice("still undecided"),
                () -> hold.decided != null || context.state().amendment.pending != null);
    if (!decided) {
      throw context
          .endings()
          .end("Nobody decided by " + UtcTime.words(deadline) + ": " + verdict.reason());
    }
    HoldDecision decision = hold.decided;
    settle(decision);
    context.timeline().works(RunState.RUNNING);
    context.putAmendmentInForce();
    context.board().publish();
    return Optional.ofNullable(decision);
  }

  private void settle(HoldDecision decision) {
    Instant now = Timeline.now();
    replaceLast(
        decision == null
            ? current()
                .decided(null, context.state().amendment.pending.by(), now)
                .became("the plan was amended")
            : current().decided(decision.choice(), decision.by(), now));
    context.tell("HOLD: decided", decided(decision));
    hold.verdict = null;
    hold.decided = null;
    hold.amendable = false;
  }

  private String decided(HoldDecision decision) {
    return decision == null
        ? context.state().amendment.pending.by() + " amended the plan; the run goes on by it."
        : decision.by() + " decided " + decision.choice() + "; it begins now.";
  }

  /** Keeps what came of the last decision. */
  void became(String outcome) {
    if (!hold.lines.isEmpty()) {
      replaceLast(current().became(outcome));
    }
  }

  /** Takes a person's decision. */
  Reply take(HoldDecision decision) {
    if (hold.verdict != null && context.state().amendment.pending != null) {
      return new Reply.Refused("the plan is just being amended; decide on what follows from it");
    }
    if (hold.verdict == null || hold.decided != null) {
      return new Reply.Refused(
          "the run is not in HOLD; it is at step " + context.state().timeline.step);
    }
    List<Choice> choices = hold.verdict.remedies().stream().map(Remedy::choice).toList();
    if (!choices.contains(decision.choice())) {
      return new Reply.Refused(
          "%s does not mend this; decide one of %s".formatted(decision.choice(), choices));
    }
    hold.decided = decision;
    context.journal().decision(decision.by(), "decided " + decision.choice());
    return new Reply.Accepted(decision.choice() + " begins");
  }

  /** Nobody decides any more: the run ends. */
  void endWith(MigrationState.Ending ending) {
    if (hold.verdict != null) {
      replaceLast(
          current().decided(Choice.NO_GO, ending.by(), Timeline.now()).became(ending.reason()));
      hold.verdict = null;
      hold.decided = null;
    }
  }

  private HoldLine current() {
    return hold.lines.get(hold.lines.size() - 1);
  }

  private void replaceLast(HoldLine line) {
    hold.lines.set(hold.lines.size() - 1, line);
  }
}
