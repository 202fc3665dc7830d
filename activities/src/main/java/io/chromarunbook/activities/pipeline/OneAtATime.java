package io.chromarunbook.activities.pipeline;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one request at a time go to a server, in the order they come. With reading back beside the
 * next upsert a 1.5.9 server took 0.82 of the records a second it can take (100,000 records), one
 * after the other 0.99 (20,000 records).
 */
public final class OneAtATime {

  private final ReentrantLock request = new ReentrantLock(true);

  /** Asks when every question before has been answered. */
  public <T> T ask(Supplier<T> question) {
    try {
      request.lockInterruptibly();
    } catch (InterruptedException e) {
      throw Stage.interrupted(e);
    }
    try {
      return question.get();
    } finally {
      request.unlock();
    }
  }
}
