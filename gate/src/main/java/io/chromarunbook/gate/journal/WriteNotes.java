package io.chromarunbook.gate.journal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Notes writes in the journal, without holding up the thread that moves bytes. */
public final class WriteNotes {

  private static final int THREADS = 4;

  private final Vertx vertx;
  private final Journal journal;
  private final WorkerExecutor threads;

  /** Writes to this journal. */
  public WriteNotes(Vertx vertx, Journal journal) {
    this.vertx = vertx;
    this.journal = journal;
    this.threads = vertx.createSharedWorkerExecutor("gate-journal", THREADS);
  }

  /** Asks the server a get with this body, and gives its answer. */
  public interface Question {
    Future<Buffer> ask(byte[] body);

    /** The same, given up where nothing comes for so long. */
    Future<Buffer> ask(byte[] body, Duration patience);
  }

  /**
   * Reads the body to its end and notes what the write is about.
   *
   * @param question how the ids of a delete by a condition are found out; empty for other writes
   * @return fails with an {@link java.io.UncheckedIOException} where the disk does not take it
   */
  public Future<NotedWrite> note(
      WriteHead head, ReadStream<Buffer> body, Optional<Question> question) {
    return Spool.of(vertx, body, journal.directory())
        .compose(
            spool ->
                ids(spool, question)
                    .compose(ids -> noted(head, ids.orElse(null), spool))
                    .onFailure(trouble -> spool.discard()));
  }

  private Future<NotedWrite> noted(WriteHead head, List<String> ids, Spool spool) {
    return noted(head, ids)
        .compose(
            number -> spool.body().map(whole -> new NotedWrite(this, number, ids, spool, whole)));
  }

  private Future<Long> noted(WriteHead head, List<String> ids) {
    return blocking(
        () -> journal.note(head.operation(), head.collection(), head.server(), head.client(), ids));
  }

  private Future<Optional<List<String>>> ids(Spool spool, Optional<Question> question) {
    return blocking(() -> Optional.ofNullable(named(spool)))
        .compose(
            ids ->
                ids.isPresent() || question.isEmpty()
                    ? Future.succeededFuture(ids)
                    : resolved(spool, question.get()));
  }

  /** What the server cannot tell stays unknown: it is for the server to refuse the write. */
  private Future<Optional<List<String>>> resolved(Spool spool, Question question) {
    return blocking(() -> condition(spool))
        .compose(
            asked ->
                asked.isEmpty()
                    ? Future.succeededFuture(Optional.<List<String>>empty())
                    : question
                        .ask(asked.get())
                        .compose(
                            answer ->
                                blocking(() -> Optional.of(DeleteCondition.ids(answer.getBytes()))))
                        .otherwise(Optional.empty()));
  }

  private static List<String> named(Spool spool) throws IOException {
    try (InputStream body = spool.open()) {
      return BodyIds.in(body);
    }
  }

  private static Optional<byte[]> condition(Spool spool) throws IOException {
    try (InputStream body = spool.open()) {
      return DeleteCondition.question(body);
    }
  }

  Future<Void> end(long number, Integer status, String outcome) {
    return blocking(
        () -> {
          journal.end(number, status, outcome);
          return null;
        });
  }

  private <T> Future<T> blocking(java.util.concurrent.Callable<T> work) {
    return threads.executeBlocking(work, false);
  }
}
