package io.chromarunbook.gate.mode;

/** An order is understood and not to be done. The message is a sentence that says why. */
public final class OrderRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OrderRefusedException(String sentence) {
    super(sentence);
  }
}
