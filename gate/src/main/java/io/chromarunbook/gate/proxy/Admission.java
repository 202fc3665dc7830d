package io.chromarunbook.gate.proxy;

import io.chromarunbook.gate.mode.GateState;
import io.chromarunbook.gate.settling.CutWrite;
import io.chromarunbook.gate.settling.Settling;
import io.chromarunbook.gate.settling.UnsettledWrite;
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
  private final Settling reading;
  private List<CutWrite> unsettled = new ArrayList<>();
  private boolean gathering;
  private GateState inForce;
  private int requests;
  private Future<Void> settling = Future.succeededFuture();

  /**
   * @param reading finds out what became of those that were cut
   * @param patience how long writes under way may take to end once the mode has changed
   */
  public Admission(Vertx vertx, Settling reading, GateState inForce, Duration patience) {
    this.vertx = vertx;
    this.reading = reading;
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
      passage.forget();
      passage.settle();
    }
  }

  /** A write broke on its way, after the origin may have got it. */
  synchronized void brokeOff(Passage passage) {
    if (writes.remove(passage)) {
      if (!gathering || !remember(passage)) {
        passage.forget();
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
    return unsettled.stream().map(CutWrite::told).toList();
  }

  /** Makes a state hold for all requests from now on. */
  public synchronized void force(GateState next) {
    boolean otherMode = next.mode() != inForce.mode();
    inForce = next;
    if (otherMode) {
      // A list of its own: those of the change before may still be read.
      unsettled = new ArrayList<>();
      gathering = !writes.isEmpty();
      settling = settling(List.copyOf(writes), unsettled);
    }
  }

  /**
   * Completes when all writes that came before the last change have ended, or were cut and what
   * became of them was read, as far as the time for it allows.
   */
  public synchronized Future<Void> settling() {
    return settling;
  }

  private Future<Void> settling(List<Passage> before, List<CutWrite> late) {
    if (before.isEmpty()) {
      return Future.succeededFuture();
    }
    Promise<Void> ended = Promise.promise();
    long timer = vertx.setTimer(patience.toMillis(), over -> cut(before));
    Future.join(before.stream().map(Passage::settled).toList())
        .onComplete(
            all -> {
              vertx.cancelTimer(timer);
              ended.complete();
            });
    return ended.future().compose(all -> reading.settle(gathered(late)));
  }

  /** What breaks from now on is read by nobody. */
  private synchronized List<CutWrite> gathered(List<CutWrite> late) {
    if (late == unsettled) {
      gathering = false;
    }
    return List.copyOf(late);
  }

  private void cut(List<Passage> before) {
    List<Passage> late;
    synchronized (this) {
      late = before.stream().filter(writes::contains).toList();
      writes.removeAll(late);
      late.stream().filter(each -> !remember(each)).forEach(Passage::forget);
    }
    late.forEach(each -> each.cut().onComplete(gone -> each.settle()));
  }

  /** Whether it is among those that are told, and read. */
  private boolean remember(Passage passage) {
    return unsettled.size() < REMEMBERED && unsettled.add(passage.asCut());
  }

  /**
   * What is under way.
   *
   * @param requests all, writes among them
   */
  public record UnderWay(int requests, int writes) {}
}
