package io.chromarunbook.gate.settling;

import io.chromarunbook.gate.journal.DeleteCondition;
import io.chromarunbook.gate.journal.WriteNotes;
import io.chromarunbook.gate.mode.GateJson;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Reads at their server what became of writes that were cut. A server may do a write after its
 * connection is gone, so what is not there yet is read again until the time is over.
 */
public final class Settling {

  /** In all, however many writes there are and however the server answers. */
  public static final Duration BOUND = Duration.ofSeconds(4);

  private static final Set<String> OF_RECORDS = Set.of("add", "upsert", "update", "delete");
  private static final long AGAIN_MILLIS = 500;
  private static final int AT_ONCE = 4;
  private static final int THREADS = 2;

  /** Small enough for the memory of a gate, with embeddings of thousands of dimensions. */
  private static final int PAGE = 100;

  private static final int PAGE_OF_IDS = 1_000;

  private final Vertx vertx;
  private final WorkerExecutor threads;

  /** Reads by this Vert.x. */
  public Settling(Vertx vertx) {
    this.vertx = vertx;
    this.threads = vertx.createSharedWorkerExecutor("gate-settling", THREADS);
  }

  /** Completes when all are settled, or the time is over; never fails. */
  public Future<Void> settle(Collection<CutWrite> writes) {
    if (writes.isEmpty()) {
      return Future.succeededFuture();
    }
    Round round = new Round(writes);
    long timer = vertx.setTimer(BOUND.toMillis(), over -> round.end());
    Future.join(IntStream.range(0, AT_ONCE).mapToObj(lane -> round.next()).toList())
        .onComplete(
            all -> {
              vertx.cancelTimer(timer);
              round.end();
            });
    return round.over.future();
  }

  private <T> Future<T> blocking(Callable<T> work) {
    return threads.executeBlocking(work, false);
  }

  /** Of one change of the mode. */
  private final class Round {

    private final long end = System.nanoTime() + BOUND.toNanos();
    private final Promise<Void> over = Promise.promise();
    private final List<CutWrite> all;
    private final Queue<CutWrite> waiting;

    Round(Collection<CutWrite> writes) {
      all = List.copyOf(writes);
      waiting = new ConcurrentLinkedQueue<>(all);
    }

    void end() {
      waiting.clear();
      all.forEach(CutWrite::close);
      over.tryComplete();
    }

    private long millisLeft() {
      return (end - System.nanoTime()) / 1_000_000;
    }

    /** Settles one after the other until there is none. */
    Future<Void> next() {
      CutWrite write = waiting.poll();
      return write == null ? Future.succeededFuture() : settle(write).transform(settled -> next());
    }

    private Future<Void> settle(CutWrite write) {
      CutWrite.Trace trace = write.trace();
      if (trace == null) {
        return Future.succeededFuture();
      }
      Optional<String> never = trace.neverThere();
      if (never.isPresent()) {
        return known(write, Verdict.without(Outcome.NOT_DONE, never.get()));
      }
      Optional<WriteNotes.Question> question = trace.question();
      if (!OF_RECORDS.contains(write.operation()) || question.isEmpty()) {
        return known(
            write, Verdict.without(Outcome.NOT_KNOWN, "only writes of records are read again"));
      }
      write.appears(
          Verdict.without(
              Outcome.NOT_KNOWN,
              "its server did not say within " + BOUND.toSeconds() + " seconds"));
      return blocking(trace::said)
          .compose(said -> untilItShows(write, said, question.get()))
          .recover(
              trouble ->
                  known(
                      write,
                      Verdict.without(
                          Outcome.NOT_KNOWN,
                          "its server did not say it (" + trouble.getMessage() + ")")));
    }

    private static Future<Void> known(CutWrite write, Verdict verdict) {
      write.appears(verdict);
      return Future.succeededFuture();
    }

    private Future<Void> untilItShows(
        CutWrite write, SaidRecords said, WriteNotes.Question question) {
      return read(write, said, question)
          .compose(
              verdict -> {
                write.appears(verdict);
                if (!verdict.mayStillChange() || millisLeft() < 2 * AGAIN_MILLIS) {
                  return Future.succeededFuture();
                }
                // What was read stays said where it cannot be read once more.
                return vertx
                    .timer(AGAIN_MILLIS, TimeUnit.MILLISECONDS)
                    .compose(again -> untilItShows(write, said, question).otherwiseEmpty());
              });
    }

    private Future<Verdict> read(CutWrite write, SaidRecords said, WriteNotes.Question question) {
      if (said.ids() != null) {
        return pages(said, question, new RecordsThere(), 0)
            .compose(there -> blocking(new Comparison(write.operation(), said, there)::verdict));
      }
      if (write.operation().equals("delete") && said.body() != null) {
        return condition(said, question);
      }
      return Future.succeededFuture(
          Verdict.without(
              Outcome.NOT_KNOWN,
              said.body() == null
                  ? "its ids are not at hand: no more of its body was kept while it passed"
                  : "its body names no ids"));
    }

    private Future<RecordsThere> pages(
        SaidRecords said, WriteNotes.Question question, RecordsThere there, int from) {
      if (from >= said.ids().size()) {
        return Future.succeededFuture(there);
      }
      int page = said.body() == null ? PAGE_OF_IDS : PAGE;
      int to = Math.min(said.ids().size(), from + page);
      List<String> ids = new ArrayList<>(said.ids().subList(from, to));
      return blocking(() -> RecordsThere.question(ids, said.body()))
          .compose(body -> ask(question, body))
          .compose(
              answer ->
                  blocking(
                      () -> {
                        there.add(answer.getBytes());
                        return there;
                      }))
          .compose(added -> pages(said, question, there, to));
    }

    /** Of a delete that names no ids: whether anything still fulfils its condition. */
    private Future<Verdict> condition(SaidRecords said, WriteNotes.Question question) {
      return blocking(
              () ->
                  DeleteCondition.question(
                      new ByteArrayInputStream(GateJson.MAPPER.writeValueAsBytes(said.body()))))
          .compose(
              asked ->
                  asked.isEmpty()
                      ? Future.succeededFuture(
                          Verdict.without(
                              Outcome.NOT_KNOWN, "it names neither ids nor a condition"))
                      : ask(question, asked.get())
                          .compose(answer -> blocking(() -> fulfilling(answer))));
    }

    private static Verdict fulfilling(Buffer answer) throws IOException {
      List<String> left = DeleteCondition.ids(answer.getBytes());
      return left.isEmpty()
          ? Verdict.without(Outcome.DONE, "no record fulfils its condition any more")
          : new Verdict(
              Outcome.NOT_DONE, left.size() + " records fulfil its condition", left.size(), left);
    }

    private Future<Buffer> ask(WriteNotes.Question question, byte[] body) {
      long left = millisLeft();
      return left <= 0
          ? Future.failedFuture("the time for it is over")
          : question.ask(body, Duration.ofMillis(left));
    }
  }
}
