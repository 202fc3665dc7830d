package io.chromarunbook.gate.settling;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A body that goes through as it comes, and whose beginning is kept for as long as the write is
 * under way. Nothing is copied or read unless the write is cut.
 */
public final class KeptBody implements ReadStream<Buffer> {

  private final ReadStream<Buffer> body;
  private final KeptBodies all;
  private final List<Buffer> pieces = new ArrayList<>();
  private int kept;
  private boolean whole = true;
  private boolean released;

  /**
   * @param all bounds what is kept of all bodies
   */
  public KeptBody(ReadStream<Buffer> body, KeptBodies all) {
    this.body = body;
    this.all = all;
  }

  private synchronized void keep(Buffer piece) {
    if (!whole || released) {
      return;
    }
    if (kept + piece.length() > KeptBodies.ONE_BYTES || !all.take(piece.length())) {
      whole = false;
      return;
    }
    pieces.add(piece);
    kept += piece.length();
  }

  /** What it said, as far as it was kept. Reads it: not for the thread that moves bytes. */
  public SaidRecords said() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean all;
    synchronized (this) {
      for (Buffer piece : pieces) {
        bytes.write(piece.getBytes());
      }
      all = whole;
    }
    return all
        ? SaidRecords.whole(bytes.toByteArray())
        : SaidRecords.beginning(bytes.toByteArray());
  }

  /** Nothing of it is needed any more. */
  public synchronized void release() {
    released = true;
    pieces.clear();
    all.giveBack(kept);
    kept = 0;
  }

  @Override
  public ReadStream<Buffer> handler(Handler<Buffer> handler) {
    body.handler(
        handler == null
            ? null
            : piece -> {
              keep(piece);
              handler.handle(piece);
            });
    return this;
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
    body.exceptionHandler(handler);
    return this;
  }

  @Override
  public ReadStream<Buffer> endHandler(Handler<Void> handler) {
    body.endHandler(handler);
    return this;
  }

  @Override
  public ReadStream<Buffer> pause() {
    body.pause();
    return this;
  }

  @Override
  public ReadStream<Buffer> resume() {
    body.resume();
    return this;
  }

  @Override
  public ReadStream<Buffer> fetch(long amount) {
    body.fetch(amount);
    return this;
  }
}
