package io.chromarunbook.gate.journal;

import io.vertx.core.Future;
import io.vertx.httpproxy.Body;
import java.util.List;
import java.util.Optional;

/** A write that the journal has, on its way. */
public final class NotedWrite {

  private final WriteNotes notes;
  private final long number;
  private final List<String> ids;
  private final Spool spool;
  private final Body body;

  NotedWrite(WriteNotes notes, long number, List<String> ids, Spool spool, Body body) {
    this.notes = notes;
    this.number = number;
    this.ids = ids;
    this.spool = spool;
    this.body = body;
  }

  /** Which records it is about; null where it is about none, or nobody could tell. */
  public List<String> ids() {
    return ids;
  }

  /** Its whole body, while it is small enough to be held. */
  public Optional<byte[]> held() {
    return spool.inMemory();
  }

  /** Its whole body, to be passed on. */
  public Body body() {
    return body;
  }

  /** The server answered; completes when the disk has it. */
  public Future<Void> answered(int status) {
    spool.discard();
    return notes.end(number, status, JournalEntry.ANSWERED);
  }

  /** Nobody knows what came of it; completes when the disk has that. */
  public Future<Void> brokeOff() {
    spool.discard();
    return notes.end(number, null, JournalEntry.UNKNOWN);
  }
}
