package io.chromarunbook.starter.offline;

/**
 * Whether a snapshot may go.
 *
 * @param reason in half a sentence
 */
public record PruneDecision(FoundSnapshot snapshot, Verdict verdict, String reason) {

  /** What becomes of it. */
  public enum Verdict {
    KEEP,
    REMOVE
  }
}
