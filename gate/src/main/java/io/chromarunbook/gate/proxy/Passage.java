package io.chromarunbook.gate.proxy;

import io.chromarunbook.gate.figures.Caller;
import io.chromarunbook.gate.journal.NotedWrite;
import io.chromarunbook.gate.mode.GateState;
import io.chromarunbook.gate.request.Operation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;

/** One request on its way through the door. */
final class Passage {

  private final HttpServerRequest incoming;
  private final Operation operation;
  private final Caller caller;
  private final Instant at = Instant.now();
  private final long begun = System.nanoTime();
  private final Promise<Void> settled = Promise.promise();
  private GateState state;
  private volatile HttpClientRequest outgoing;
  private volatile boolean cut;
  private TranslatedCall translation;
  private NotedWrite noted;

  Passage(HttpServerRequest incoming, Operation operation, Caller caller) {
    this.incoming = incoming;
    this.operation = operation;
    this.caller = caller;
  }

  HttpServerRequest incoming() {
    return incoming;
  }

  Operation operation() {
    return operation;
  }

  Caller caller() {
    return caller;
  }

  Instant at() {
    return at;
  }

  /** How long it has taken so far, in nanoseconds. */
  long nanos() {
    return System.nanoTime() - begun;
  }

  /** What held when it was let in. */
  GateState state() {
    return state;
  }

  void letIn(GateState inForce) {
    state = inForce;
  }

  void translatedBy(TranslatedCall call) {
    translation = call;
  }

  /** Null where bodies pass as they are. */
  TranslatedCall translation() {
    return translation;
  }

  void notedAs(NotedWrite write) {
    noted = write;
  }

  /** Completes when the journal has what the origin answered, where it keeps this write. */
  Future<Void> noteAnswer(int status) {
    return noted == null ? Future.succeededFuture() : noted.answered(status);
  }

  /** Completes when the journal has that nobody knows what came of this write. */
  Future<Void> noteBreakingOff() {
    return noted == null ? Future.succeededFuture() : noted.brokeOff();
  }

  /** Gives the request to the origin, as soon as there is one. */
  void goesOnAs(HttpClientRequest request) {
    outgoing = request;
    if (cut) {
      breakOff();
    }
  }

  /** Completes when the origin has answered, or nothing more can come of it. */
  Future<Void> settled() {
    return settled.future();
  }

  /** The origin has answered, or it is known that none of it got there. */
  void settle() {
    settled.tryComplete();
  }

  boolean wasCut() {
    return cut;
  }

  /** Ends it on both sides at once; nobody knows what the origin has made of it. */
  void cut() {
    cut = true;
    // The client first: else it might be told that the origin broke off.
    incoming.response().reset().onComplete(closed -> breakOff());
  }

  /**
   * The client is gone. What only reads is of use to nobody any more, and of a write of which a
   * part is missing nothing is done; but a whole one is done by the server whoever listens, and
   * while it is being done it counts as under way.
   */
  void clientLeft() {
    if (!operation.mayChange() || !incoming.isEnded()) {
      breakOff();
    }
  }

  private void breakOff() {
    HttpClientRequest request = outgoing;
    if (request != null) {
      var ignored = request.reset();
    }
  }
}
