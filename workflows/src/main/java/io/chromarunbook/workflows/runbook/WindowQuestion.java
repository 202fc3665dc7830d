package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.steps.Notice;
import io.chromarunbook.workflows.text.UtcTime;
import java.time.Instant;
import java.util.List;

/**
 * The question whether to go back, which the window asks. A rollback answers it, or that the
 * applications stay; silence leaves them where they are, and the question is put again.
 */
final class WindowQuestion {

  private static final String OTHERWISE =
      "the applications stay at the target, and you are asked again";

  private final RunContext context;
  private final MigrationState.Watching window;

  WindowQuestion(RunContext context) {
    this.context = context;
    this.window = context.state().window;
  }

  /** Whether people have said that this is no reason to go back. */
  boolean answered(WindowLimits.Trouble trouble) {
    return window.stayed.contains(trouble.what());
  }

  /** Whether people are being asked. */
  boolean open() {
    return window.asked != null;
  }

  /** Whether people are being asked about this, and have time left. */
  boolean waitsFor(WindowLimits.Trouble trouble) {
    return open()
        && trouble.what().equals(window.askedAbout)
        && Timeline.now().isBefore(window.askedUntil);
  }

  /** Puts it, or puts it again where nobody answered in time. */
  void ask(WindowLimits.Trouble trouble, String asked) {
    Instant now = Timeline.now();
    if (open() && !now.isBefore(window.askedUntil)) {
      context
          .journal()
          .deviation(
              "Nobody answered by %s whether to roll back; the applications stay at the target."
                  .formatted(UtcTime.words(window.askedUntil)));
    }
    window.asked = asked;
    window.askedAbout = trouble.what();
    window.askedUntil = now.plus(context.plan().timeline().hold());
    Notice notice = context.leaders("roll back? " + trouble.reason(), asked);
    context.notifier().tell(notice.asks(window.askedUntil, OTHERWISE));
  }

  /** What was asked about is no more: the next time it is asked anew. */
  void settle() {
    window.asked = null;
    window.askedAbout = null;
    window.askedUntil = null;
  }

  /** What has got good again is a reason anew when it gets bad again. */
  void forgetAllBut(List<String> troubled) {
    window.stayed.retainAll(troubled);
  }

  /** Takes a person's answer. */
  Reply take(HoldDecision decision) {
    if (!open()) {
      return new Reply.Refused(
          "nobody is asked whether to go back; the run is at step "
              + context.state().timeline.step);
    }
    if (decision.choice() != Choice.STAY) {
      return new Reply.Refused(
          decision.choice() + " does not answer this; decide stay, or order a rollback");
    }
    window.stayed.add(window.askedAbout);
    settle();
    context
        .journal()
        .decision(
            decision.by(),
            "decided that the applications stay at the target"
                + (decision.reason() == null ? "" : ": " + decision.reason()));
    return new Reply.Accepted("the applications stay at the target");
  }
}
