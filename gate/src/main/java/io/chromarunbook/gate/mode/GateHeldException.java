package io.chromarunbook.gate.mode;

/** Another process is this door already. The message says which. */
public final class GateHeldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GateHeldException(String sentence) {
    super(sentence);
  }
}
