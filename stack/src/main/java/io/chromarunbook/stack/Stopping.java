package io.chromarunbook.stack;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether nobody is to be started any more.
 *
 * @param stop completed when that is so
 */
record Stopping(CompletableFuture<Void> stop) {

  /** Waits for it, for so long at most. */
  boolean within(Duration patience) {
    try {
      stop.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a stop cannot fail", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
