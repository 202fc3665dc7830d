package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.WitnessStatement;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** What makes a message malformed, whatever the state of the run. */
final class Messages {

  private static final int LONGEST = 500;
  // Of a payload's 64 KB some is left to the run's own state.
  private static final int LARGEST_PLAN = 48_000;

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private Messages() {}

  static Optional<String> flaw(Answer answer) {
    if (answer == null) {
      return Optional.of("the answer is empty");
    }
    if (answer.gate() == null) {
      return Optional.of("gate is missing: pre-migration or go-no-go");
    }
    if (answer.role() == null) {
      return Optional.of("role is missing, like operations-lead");
    }
    return flaw(answer.requestId(), answer.by(), answer.comment())
        .or(() -> tooLong("evidence", answer.evidence()))
        .or(() -> flaw(answer.witness()));
  }

  private static Optional<String> flaw(WitnessStatement witness) {
    if (witness == null) {
      return Optional.empty();
    }
    if (witness.verdict() == null) {
      return Optional.of("witness.verdict is missing: EQUAL or DIFFERENT");
    }
    return noDigest("witness.sha256", witness.sha256())
        .or(() -> noDigest("witness.evidence", witness.evidence()));
  }

  private static Optional<String> noDigest(String name, String text) {
    return text != null && DIGEST.matcher(text).matches()
        ? Optional.empty()
        : Optional.of(name + " is not a SHA-256 in 64 hex digits");
  }

  static Optional<String> flaw(HoldDecision decision) {
    if (decision == null) {
      return Optional.of("the decision is empty");
    }
    if (decision.choice() == null) {
      return Optional.of("choice is missing: retry, repair, replay or no-go");
    }
    return flaw(decision.requestId(), decision.by(), decision.reason())
        .or(() -> tooLong("collection", decision.collection()));
  }

  static Optional<String> flaw(Amendment amendment) {
    if (amendment == null) {
      return Optional.of("the amendment is empty");
    }
    if (amendment.plan() == null) {
      return Optional.of("plan is missing: the whole plan as it is to be from now on");
    }
    int bytes = Json.canonical(amendment.plan()).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LARGEST_PLAN) {
      return Optional.of(
          "the plan has %,d bytes, more than the %,d a run takes".formatted(bytes, LARGEST_PLAN));
    }
    return flaw(amendment.requestId(), amendment.by(), amendment.reason());
  }

  static Optional<String> flaw(Confirmation confirmation) {
    if (confirmation == null) {
      return Optional.of("the confirmation is empty");
    }
    if (confirmation.action() == null) {
      return Optional.of("action is missing: freeze, thaw, switch, revert, restart or verify");
    }
    return flaw(confirmation.requestId(), confirmation.by(), confirmation.reason());
  }

  static Optional<String> flaw(Order order) {
    if (order == null) {
      return Optional.of("the order is empty");
    }
    if (order.acceptLoss() != null && order.acceptLoss() < 0) {
      return Optional.of("acceptLoss must not be negative");
    }
    return flaw(order.requestId(), order.by(), order.reason());
  }

  /**
   * Lets a well-formed message pass.
   *
   * @throws IllegalArgumentException saying what is wrong, which refuses an update
   */
  static void check(Optional<String> flaw) {
    flaw.ifPresent(
        text -> {
          throw new IllegalArgumentException(text);
        });
  }

  private static Optional<String> flaw(String requestId, String by, String text) {
    if (requestId == null || requestId.isBlank()) {
      return Optional.of("requestId is missing: any text that is new for each message");
    }
    if (by == null || by.isBlank()) {
      return Optional.of("by is missing: the name of the person as the plan writes it");
    }
    return tooLong("requestId", requestId)
        .or(() -> tooLong("by", by))
        .or(() -> tooLong("the text", text));
  }

  private static Optional<String> tooLong(String name, String text) {
    return text != null && text.length() > LONGEST
        ? Optional.of(name + " is longer than " + LONGEST + " characters")
        : Optional.empty();
  }
}
