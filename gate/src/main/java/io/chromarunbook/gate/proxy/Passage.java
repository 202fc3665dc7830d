package io.chromarunbook.gate.proxy;

import io.chromarunbook.gate.figures.Caller;
import io.chromarunbook.gate.journal.NotedWrite;
import io.chromarunbook.gate.journal.WriteNotes;
import io.chromarunbook.gate.mode.GateState;
import io.chromarunbook.gate.request.Operation;
import io.chromarunbook.gate.settling.CutWrite;
import io.chromarunbook.gate.settling.KeptBody;
import io.chromarunbook.gate.settling.SaidRecords;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One request on its way through the door. */
final class Passage implements CutWrite.Trace {

  private static final long BREAKS_OFF_MILLIS = 1_000;

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
  private volatile NotedWrite noted;
  private volatile KeptBody kept;
  private volatile WriteNotes.Question records;
  private volatile boolean brokenOff;

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
      var ignored = breakOff();
    }
  }

  /** Completes when the origin has answered, or nothing more can come of it. */
  Future<Void> settled() {
    return settled.future();
  }

  /** Nothing more can come of it, or the origin has answered. */
  void settle() {
    settled.tryComplete();
  }

  /** What it was, for those who ask later. */
  CutWrite asCut() {
    return new CutWrite(
        new CutWrite.Head(operation.name(), operation.collection(), at, caller.address()), this);
  }

  boolean wasCut() {
    return cut;
  }

  /**
   * Ends it on both sides at once; nobody knows what the origin has made of it. Completes when
   * nothing more of it can get there.
   */
  Future<Void> cut() {
    cut = true;
    // The client first: else it might be told that the origin broke off.
    return incoming
        .response()
        .reset()
        .transform(closed -> breakOff())
        .timeout(BREAKS_OFF_MILLIS, TimeUnit.MILLISECONDS)
        .onSuccess(gone -> brokenOff = true)
        .otherwiseEmpty();
  }

  /**
   * The client is gone. What only reads is of use to nobody any more, and of a write of which a
   * part is missing nothing is done; but a whole one is done by the server whoever listens, and
   * while it is being done it counts as under way.
   */
  void clientLeft() {
    if (!operation.mayChange() || !incoming.isEnded()) {
      var ignored = breakOff();
    }
  }

  private Future<Void> breakOff() {
    HttpClientRequest request = outgoing;
    return request == null
        ? Future.succeededFuture()
        : request.reset().transform(gone -> Future.succeededFuture());
  }

  /**
   * What is needed to read it again, should it be cut.
   *
   * @param question asks the server it goes to
   */
  void isAboutRecords(WriteNotes.Question question) {
    records = question;
  }

  void keeps(KeptBody body) {
    kept = body;
  }

  @Override
  public Optional<WriteNotes.Question> question() {
    return Optional.ofNullable(records);
  }

  @Override
  public Optional<String> neverThere() {
    if (!brokenOff) {
      return Optional.empty();
    }
    if (outgoing == null) {
      return Optional.of("it had not been passed on to the server");
    }
    return incoming.isEnded()
        ? Optional.empty()
        : Optional.of("its client had not sent all of it, so the server never had it");
  }

  @Override
  public SaidRecords said() throws IOException {
    NotedWrite write = noted;
    if (write != null) {
      Optional<byte[]> held = write.held();
      SaidRecords whole = held.isPresent() ? SaidRecords.whole(held.get()) : SaidRecords.NOTHING;
      return new SaidRecords(write.ids(), whole.body());
    }
    KeptBody body = kept;
    return body == null ? SaidRecords.NOTHING : body.said();
  }

  @Override
  public void forget() {
    KeptBody body = kept;
    if (body != null) {
      body.release();
    }
  }
}
