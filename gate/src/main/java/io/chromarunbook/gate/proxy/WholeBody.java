package io.chromarunbook.gate.proxy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A body that has to be seen whole, up to a bound. */
final class WholeBody {

  /** More than any server takes. */
  static final int BOUND_BYTES = 64 * 1024 * 1024;

  private WholeBody() {}

  static Future<Buffer> of(ReadStream<Buffer> stream) {
    Promise<Buffer> whole = Promise.promise();
    Buffer gathered = Buffer.buffer();
    stream.exceptionHandler(whole::tryFail);
    stream.endHandler(end -> whole.tryComplete(gathered));
    stream.handler(
        piece -> {
          if (gathered.length() + (long) piece.length() > BOUND_BYTES) {
            whole.tryFail(new TooLargeException());
          } else {
            gathered.appendBuffer(piece);
          }
        });
    stream.resume();
    return whole.future();
  }

  /** There is more of it than can be held. */
  static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLargeException() {
      super(
          "This call has to be translated for the target, and its body is larger than "
              + BOUND_BYTES / (1024 * 1024)
              + " MiB.");
    }
  }
}
