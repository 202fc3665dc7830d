package io.chromarunbook.gate.mode;

/** The door's file cannot be read or written. The message says which, why, and what to do. */
public final class GateStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GateStateException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
