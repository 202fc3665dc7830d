package io.chromarunbook.activities.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Does something with each element on a thread of its own, in order and at most two behind whoever
 * gives them, so that memory stays bounded.
 */
public final class Trailing<T> implements AutoCloseable {

  private static final int MOST_BEHIND = 2;

  private final Stage stage;
  private final Consumer<T> work;
  private final Deque<Future<?>> behind = new ArrayDeque<>();

  /**
   * Begins with nothing to do.
   *
   * @param name of the thread
   */
  public Trailing(String name, Consumer<T> work) {
    this.stage = new Stage(name);
    this.work = work;
  }

  /** Gives one more element; a failure with an earlier one is thrown here. */
  public void accept(T element) {
    while (!behind.isEmpty() && (behind.size() == MOST_BEHIND || behind.peek().isDone())) {
      Stage.result(behind.remove());
    }
    behind.add(
        stage.then(
            () -> {
              work.accept(element);
              return null;
            }));
  }

  /** Returns when all is done; a failure is thrown here. */
  public void finish() {
    while (!behind.isEmpty()) {
      Stage.result(behind.remove());
    }
  }

  @Override
  public void close() {
    stage.close();
  }
}
