package io.chromarunbook.activities.chroma;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Enumeration;

/** The whole body of an answer, in pieces that are given up as they are read. */
final class Received {

  private static final int PIECE = 1 << 20;

  private final Deque<byte[]> pieces = new ArrayDeque<>();

  /** Takes a body in, to its end. */
  Received(InputStream body) throws IOException {
    byte[] piece;
    do {
      piece = body.readNBytes(PIECE);
      pieces.add(piece);
    } while (piece.length == PIECE);
  }

  /** The body, once. */
  @SuppressWarnings("JdkObsolete") // a sequence of streams takes nothing newer
  InputStream body() {
    return new SequenceInputStream(
        new Enumeration<InputStream>() {
          @Override
          public boolean hasMoreElements() {
            return !pieces.isEmpty();
          }

          @Override
          public InputStream nextElement() {
            return new ByteArrayInputStream(pieces.remove());
          }
        });
  }
}
