package io.chromarunbook.gate.proxy;

import io.chromarunbook.gate.mode.GateState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who may pass, and what is under way. A request is let in and noted in one step, so that a change
 * of the mode finds every write that came before it.
 */
public final class Admission {

  private static final int REMEMBERED = 1_000;

  private final Vertx vertx;
  private final Duration patience;
  private final Set<Passage> writes = new HashSet<>();
  private final List<UnsettledWrite> unsettled = new ArrayList<>();
  private GateState inForce;
  private int requests;
  private Future<Void> settling = Future.succeededFuture();

  /**
   * @param patience how long writes under way may take to end once the mode has changed
   */
  public Admission(Vertx vertx, GateState inForce, Duration patience) {
    this.vertx = vertx;
    this.inForce = inForce;
    this.patience = patience;
  }

  /** Lets a request in, or says by which state it is refused. */
  synchronized boolean letIn(Passage passage) {
    passage.letIn(inForce);
    if (passage.operation().mayChange()) {
      if (!inForce.mode().takesWrites()) {
        return false;
      }
      writes.add(passage);
    }
    requests++;
    return true;
  }

  /** A write was answered by the origin, or never got there. */
  synchronized void settled(Passage passage) {
    if (writes.remove(passage)) {
      passage.settle();
    }
  }

  /** A write broke on its way, after the origin may have got it. */
  synchronized void brokeOff(Passage passage) {
    if (writes.remove(passage)) {
      if (!settling.isComplete()) {
        remember(passage);
      }
      passage.settle();
    }
  }

  /** A request that was let in has ended. */
  synchronized void left() {
    requests--;
  }

  /** What is under way. */
  public synchronized UnderWay underWay() {
    return new UnderWay(requests, writes.size());
  }

  /** Writes that were cut, or broke, when the mode was last changed. */
  public synchronized List<UnsettledWrite> unsettled() {
    return List.copyOf(unsettled);
  }

  /** Makes a state hold for all requests from now on. */
  public synchronized void force(GateState next) {
    boolean otherMode = next.mode() != inForce.mode();
    inForce = next;
    if (otherMode) {
      unsettled.clear();
      settling = settling(List.copyOf(writes));
    }
  }

  /** Completes when all writes that came before the last change have ended or were cut. */
  public synchronized Future<Void> settling() {
    return settling;
  }

  private Future<Void> settling(List<Passage> before) {
    if (before.isEmpty()) {
      return Future.succeededFuture();
    }
    Promise<Void> over = Promise.promise();
    long timer = vertx.setTimer(patience.toMillis(), late -> cut(before));
    Future.join(before.stream().map(Passage::settled).toList())
        .onComplete(
            all -> {
              vertx.cancelTimer(timer);
              over.complete();
            });
    return over.future();
  }

  private void cut(List<Passage> before) {
    List<Passage> late;
    synchronized (this) {
      late = before.stream().filter(writes::contains).toList();
      late.forEach(this::remember);
      writes.removeAll(late);
    }
    late.forEach(Passage::cut);
    late.forEach(Passage::settle);
  }

  private void remember(Passage passage) {
    if (unsettled.size() < REMEMBERED) {
      unsettled.add(UnsettledWrite.of(passage));
    }
  }

  /**
   * What is under way.
   *
   * @param requests all, writes among them
   */
  public record UnderWay(int requests, int writes) {}
}
