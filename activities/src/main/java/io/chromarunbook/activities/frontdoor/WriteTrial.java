package io.chromarunbook.activities.frontdoor;

/** What a write that was tried came to. */
sealed interface WriteTrial {

  /** It was taken. */
  record Taken() implements WriteTrial {}

  /** There is no collection that it could be tried on. */
  record NothingToTry() implements WriteTrial {}

  /** It was refused. */
  sealed interface Refusal extends WriteTrial {

    /** What the server said, in one line. */
    String how();
  }

  /** In words that say read-only. */
  record SaidReadOnly(String how) implements Refusal {}

  /**
   * To whoever asked: 403, 405. So a frozen server refuses, and so does an open one whose
   * credentials may only read.
   */
  record NotAllowed(String how) implements Refusal {}

  /** For another reason. */
  record Otherwise(String how) implements Refusal {}
}
