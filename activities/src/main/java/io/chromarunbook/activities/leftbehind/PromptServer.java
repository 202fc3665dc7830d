package io.chromarunbook.activities.leftbehind;

import io.chromarunbook.activities.pipeline.Stage;
import io.chromarunbook.workflows.steps.FailureKind;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Puts questions to a server that must answer soon, because a person waits. One that lets a time
 * pass without any answer is not waited for any longer, whatever the connection would allow it.
 */
final class PromptServer implements AutoCloseable {

  private static final long LOOK_EVERY_MILLIS = 100;

  private final String name;
  private final Duration patience;
  private final Runnable stillWanted;
  private final Stage asking = new Stage("ask-promptly");
  private volatile long lastMoved;

  /**
   * A server.
   *
   * @param name for people, like "The target http://new:8000"
   * @param stillWanted throws when nobody waits any more
   */
  PromptServer(String name, Duration patience, Runnable stillWanted) {
    this.name = name;
    this.patience = patience;
    this.stillWanted = stillWanted;
  }

  /**
   * The answer to a question, which may take several requests.
   *
   * @param question calls {@link #moved} after each of them
   * @throws io.temporal.failure.ApplicationFailure of kind GAVE_UP where nothing moved for too long
   */
  <T> T ask(Supplier<T> question) {
    moved();
    Future<T> answer = asking.then(question::get);
    try {
      while (!done(answer)) {
        stillWanted.run();
        if (System.nanoTime() - lastMoved > patience.toNanos()) {
          throw FailureKind.GAVE_UP.failure(
              name + " has let " + patience.toSeconds() + " s pass without an answer.", null);
        }
      }
      return Stage.result(answer);
    } finally {
      answer.cancel(true);
    }
  }

  /** The server has answered a request. */
  void moved() {
    lastMoved = System.nanoTime();
  }

  private static boolean done(Future<?> answer) {
    try {
      answer.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      // Whoever takes the result gets it.
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      throw Stage.interrupted(e);
    }
  }

  @Override
  public void close() {
    asking.close();
  }
}
