package io.chromarunbook.gate.proxy;

import io.chromarunbook.gate.translation.ClientCall;
import io.chromarunbook.gate.translation.RewrittenEnd;
import io.chromarunbook.gate.translation.Translation;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A large answer that goes through as it comes, but for its end. */
final class EndRewritten implements ReadStream<Buffer> {

  private final ReadStream<Buffer> answer;
  private final RewrittenEnd rewritten;
  private Handler<Buffer> pieces = piece -> {};

  EndRewritten(ReadStream<Buffer> answer, Translation translation, ClientCall call) {
    this.answer = answer;
    this.rewritten = new RewrittenEnd(translation, call);
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
    answer.exceptionHandler(handler);
    return this;
  }

  @Override
  public ReadStream<Buffer> handler(Handler<Buffer> handler) {
    if (handler == null) {
      answer.handler(null);
      return this;
    }
    pieces = handler;
    answer.handler(
        piece -> {
          byte[] ready = rewritten.next(piece.getBytes());
          if (ready.length > 0) {
            pieces.handle(Buffer.buffer(ready));
          }
        });
    return this;
  }

  @Override
  public ReadStream<Buffer> pause() {
    answer.pause();
    return this;
  }

  @Override
  public ReadStream<Buffer> resume() {
    answer.resume();
    return this;
  }

  @Override
  public ReadStream<Buffer> fetch(long amount) {
    answer.fetch(amount);
    return this;
  }

  @Override
  public ReadStream<Buffer> endHandler(Handler<Void> handler) {
    if (handler == null) {
      answer.endHandler(null);
      return this;
    }
    answer.endHandler(
        end -> {
          byte[] last = rewritten.last();
          if (last.length > 0) {
            pieces.handle(Buffer.buffer(last));
          }
          handler.handle(null);
        });
    return this;
  }
}
