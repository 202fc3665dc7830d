package io.chromarunbook.workflows.runbook;

/** Leaves the runbook for its end: whoever throws it has written the reason in the state. */
final class EndOfRun extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
