package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.pipeline.Stage;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.workflows.steps.Position;
import java.time.Duration;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * One target as all writers of this process see it. A Chroma server has one writer, so parts that
 * are ready wait here for their turn, in the order of the inventory: the target always has
 * something to write, and never more at a time than it can.
 */
final class Lane {

  private static final Duration LOOK_UP = Duration.ofMillis(500);

  private record Ticket(Position position, long number) {}

  private final NavigableSet<Ticket> waiting =
      new TreeSet<>(
          Comparator.<Ticket>comparingInt(ticket -> ticket.position().collection())
              .thenComparingInt(ticket -> ticket.position().part())
              .thenComparingLong(Ticket::number));
  private long tickets;
  private int writing;
  private volatile BatchSize batchSize = BatchSize.FIRST;

  /** The right to write, until it is closed. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for the part's turn.
   *
   * @param atATime parts that may write at the same time
   * @throws io.temporal.client.ActivityCompletionException where the attempt is no longer wanted
   */
  synchronized Turn take(Position part, int atATime, Attempt attempt) {
    Ticket ticket = new Ticket(part, tickets++);
    waiting.add(ticket);
    try {
      while (writing >= atATime || !waiting.first().equals(ticket)) {
        attempt.throwIfCancelled();
        wait(LOOK_UP.toMillis());
      }
      writing++;
      return this::giveBack;
    } catch (InterruptedException e) {
      throw Stage.interrupted(e);
    } finally {
      waiting.remove(ticket);
      notifyAll();
    }
  }

  private synchronized void giveBack() {
    writing--;
    notifyAll();
  }

  /** How many records of a part of this size to send at a time. */
  int batchSize(long records) {
    return batchSize.evenly(records);
  }

  /** Learns from a request. */
  synchronized void took(int records, Duration time) {
    batchSize = batchSize.after(records, time);
  }

  /** Learns that the server could not keep up. */
  synchronized void overloaded() {
    batchSize = batchSize.smaller();
  }
}
