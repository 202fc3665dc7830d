package io.chromarunbook.gate.translation;

import java.util.Arrays;

/**
 * A large answer on its way to one client, piece by piece: all goes through but the last bytes,
 * which are held back until it is known that they are the last ({@link Translation#answerEnd}).
 */
public final class RewrittenEnd {
  private final Translation translation;
  private final ClientCall call;
  private byte[] heldBack = {};

  /** Of the answer to this call. */
  public RewrittenEnd(Translation translation, ClientCall call) {
    this.translation = translation;
    this.call = call;
  }

  /** What may go on to the client now that this piece has come; it may be nothing. */
  public byte[] next(byte[] piece) {
    byte[] all = Arrays.copyOf(heldBack, heldBack.length + piece.length);
    System.arraycopy(piece, 0, all, heldBack.length, piece.length);
    int ready = Math.max(0, all.length - Translation.END_BYTES);
    heldBack = Arrays.copyOfRange(all, ready, all.length);
    return Arrays.copyOf(all, ready);
  }

  /** What is left when the answer has ended. */
  public byte[] last() {
    return translation.answerEnd(call, heldBack);
  }
}
