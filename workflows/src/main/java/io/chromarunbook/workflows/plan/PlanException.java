package io.chromarunbook.workflows.plan;

/** A plan cannot be read or does not make sense. The message is one sentence for its author. */
public class PlanException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PlanException(String message, Throwable cause) {
    super(message, cause);
  }
}
