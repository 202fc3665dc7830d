package io.chromarunbook.gate.settling;

import io.chromarunbook.gate.journal.WriteNotes;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** A write that was cut, or broke on its way, and what is known of its end so far. */
public final class CutWrite {

  private static final Verdict NOT_READ =
      Verdict.without(Outcome.NOT_KNOWN, "it has not been read yet");

  private final Head head;
  private volatile Trace trace;
  private volatile Verdict verdict = NOT_READ;

  /**
   * @param trace held only until it is settled
   */
  public CutWrite(Head head, Trace trace) {
    this.head = head;
    this.trace = trace;
  }

  /**
   * What it was.
   *
   * @param collection id or name as the client gave it; null where the operation names none
   * @param at when it came
   * @param client whose it was
   */
  public record Head(String operation, String collection, Instant at, String client) {}

  /** What it left at the door. */
  public interface Trace {

    /** Why nothing can have come of it, in words that follow a colon; empty where it may have. */
    Optional<String> neverThere();

    /** What its body said, as far as it is at hand; blocks. */
    SaidRecords said() throws IOException;

    /** Asks the server it went to for records; empty where it was about none. */
    Optional<WriteNotes.Question> question();

    /** It is settled. */
    void forget();
  }

  String operation() {
    return head.operation();
  }

  Trace trace() {
    return trace;
  }

  void appears(Verdict shown) {
    verdict = shown;
  }

  /** Nothing more is read of it. */
  void close() {
    Trace held = trace;
    trace = null;
    if (held != null) {
      held.forget();
    }
  }

  /** What is told of it. */
  public UnsettledWrite told() {
    Verdict now = verdict;
    return new UnsettledWrite(
        head.operation(),
        head.collection(),
        head.at(),
        head.client(),
        now.outcome(),
        now.told(),
        now.records(),
        now.ids());
  }
}
