package io.chromarunbook.chroma;

import java.io.IOException;
import java.io.InputStream;
import okio.Buffer;

/** The whole body of an answer, in the segments it came in, which are given up as they are read. */
final class Received {

  private final Buffer segments = new Buffer();

  /** Takes the answer's body in, to its end. */
  Received(HttpAnswer answer) throws IOException {
    var ignored = answer.source().readAll(segments);
  }

  /** The body, once. */
  InputStream body() {
    return segments.inputStream();
  }
}
