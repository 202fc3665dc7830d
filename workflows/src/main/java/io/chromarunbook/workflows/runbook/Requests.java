package io.chromarunbook.workflows.runbook;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Applies each message once, by whichever door and however often it comes. */
final class Requests {

  private static final int REMEMBERED = 200;

  private final Map<String, Reply> replies;
  private final Journal journal;

  Requests(MigrationState state, Journal journal) {
    this.replies = state.replies;
    this.journal = journal;
  }

  /**
   * Answers a message; a repeat gets the first answer again.
   *
   * @param flaw what makes it malformed, which only a signal can still be here
   * @param rule what to do with it
   */
  Reply once(String requestId, String by, Optional<String> flaw, Supplier<Reply> rule) {
    if (flaw.isPresent()) {
      journal.refused(by, "Malformed message: " + flaw.get() + ".");
      return new Reply.Refused(flaw.get());
    }
    Reply earlier = replies.get(requestId);
    if (earlier != null) {
      return earlier;
    }
    Reply reply = rule.get();
    if (reply instanceof Reply.Refused refused) {
      journal.refused(by, refused.reason());
    }
    remember(requestId, reply);
    return reply;
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
