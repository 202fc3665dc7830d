package io.chromarunbook.workflows.runbook;

import io.temporal.workflow.Workflow;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Applies each message once, by whichever door and however often it comes. */
final class Requests {

  private static final int REMEMBERED = 200;

  private final Map<String, Reply> replies;
  private final Set<String> underWay = new HashSet<>();
  private final Journal journal;

  Requests(MigrationState state, Journal journal) {
    this.replies = state.replies;
    this.journal = journal;
  }

  /**
   * Answers a message; a repeat gets the first answer again, and waits for it where it is still
   * being found.
   *
   * @param message null where it is empty, which only a signal can still be here
   * @param rule what to do with it
   */
  Reply once(ControlMessage message, Supplier<Reply> rule) {
    Optional<String> flaw = flaw(message);
    if (flaw.isPresent()) {
      journal.refused("", "Malformed message: " + flaw.get() + ".");
      return new Reply.Refused(flaw.get());
    }
    String requestId = message.requestId();
    Workflow.await(() -> !underWay.contains(requestId));
    Reply earlier = replies.get(requestId);
    if (earlier != null) {
      return earlier;
    }
    underWay.add(requestId);
    try {
      Reply reply = rule.get();
      if (reply instanceof Reply.Refused refused) {
        journal.refused(message.by(), refused.reason());
      }
      remember(requestId, reply);
      return reply;
    } finally {
      underWay.remove(requestId);
    }
  }

  /** What makes a message malformed. */
  static Optional<String> flaw(ControlMessage message) {
    return message == null ? Optional.of("the message is empty") : message.flaw();
  }

  private void remember(String requestId, Reply reply) {
    replies.put(requestId, reply);
    if (replies.size() > REMEMBERED) {
      Iterator<String> oldest = replies.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }
}
