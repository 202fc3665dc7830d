package io.chromarunbook.gate.journal;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.streams.ReadStream;
import io.vertx.httpproxy.Body;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A write's body, held until the write is noted: in memory while it is small, else in a file. */
final class Spool {

  /** What is held in memory of one body. */
  static final int MEMORY_BYTES = 1024 * 1024;

  private final Vertx vertx;
  private final Buffer memory;
  private final Path file;
  private final long length;

  private Spool(Vertx vertx, Buffer memory, Path file, long length) {
    this.vertx = vertx;
    this.memory = memory;
    this.file = file;
    this.length = length;
  }

  /** Reads a body to its end. */
  static Future<Spool> of(Vertx vertx, ReadStream<Buffer> body, Path directory) {
    return new Filling(vertx, body, directory).spool();
  }

  /** For whoever looks into it; blocks. */
  InputStream open() throws IOException {
    return file == null ? new ByteArrayInputStream(memory.getBytes()) : Files.newInputStream(file);
  }

  /** All of it; empty where it is in a file. */
  Optional<byte[]> inMemory() {
    return file == null ? Optional.of(memory.getBytes()) : Optional.empty();
  }

  /** For whoever passes it on. */
  Future<Body> body() {
    return file == null
        ? Future.succeededFuture(Body.body(memory))
        : vertx
            .fileSystem()
            .open(file.toString(), new OpenOptions().setRead(true).setWrite(false).setCreate(false))
            .map(opened -> Body.body(opened, length));
  }

  /** Nothing of it is needed any more. */
  void discard() {
    if (file != null) {
      var ignored = vertx.fileSystem().delete(file.toString());
    }
  }

  private static final class Filling {
    private final Vertx vertx;
    private final ReadStream<Buffer> body;
    private final Path file;
    private final Promise<Spool> done = Promise.promise();
    private Buffer gathered = Buffer.buffer();
    private long length;

    Filling(Vertx vertx, ReadStream<Buffer> body, Path directory) {
      this.vertx = vertx;
      this.body = body;
      this.file = directory.resolve("body-" + java.util.UUID.randomUUID());
    }

    Future<Spool> spool() {
      body.exceptionHandler(done::tryFail);
      body.endHandler(end -> done.tryComplete(new Spool(vertx, gathered, null, length)));
      body.handler(
          piece -> {
            gathered.appendBuffer(piece);
            length += piece.length();
            if (length > MEMORY_BYTES) {
              body.pause();
              toFile();
            }
          });
      body.resume();
      return done.future();
    }

    private void toFile() {
      vertx
          .fileSystem()
          .open(
              file.toString(),
              new OpenOptions().setCreateNew(true).setWrite(true).setPerms("rw-------"))
          .onFailure(done::tryFail)
          .onSuccess(this::goOn);
    }

    private void goOn(AsyncFile opened) {
      Buffer before = gathered;
      gathered = null;
      opened.write(before).onFailure(done::tryFail);
      body.exceptionHandler(
          trouble ->
              opened
                  .close()
                  .onComplete(
                      closed -> {
                        done.tryFail(trouble);
                        var ignored = vertx.fileSystem().delete(file.toString());
                      }));
      body.endHandler(
          end ->
              opened
                  .close()
                  .onFailure(done::tryFail)
                  .onSuccess(closed -> done.tryComplete(new Spool(vertx, null, file, length))));
      opened.exceptionHandler(done::tryFail);
      body.handler(
          piece -> {
            length += piece.length();
            opened.write(piece).onFailure(done::tryFail);
            if (opened.writeQueueFull()) {
              body.pause();
              opened.drainHandler(room -> body.resume());
            }
          });
      body.resume();
    }
  }
}
