package io.chromarunbook.activities.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks one question after the other on a thread of its own. While one is under way, what was
 * answered before is worked on by whoever asks, in order; so a server need not wait between two
 * questions, and never has two at a time.
 */
public final class AskAhead implements AutoCloseable {

  private static final int MOST_OPEN = 2;

  /** A question, and what is to be done once its answer has been worked on. */
  private record Open(Future<Runnable> answer, List<Runnable> after) {}

  private final Stage asking;
  private final Deque<Open> open = new ArrayDeque<>();

  /**
   * Begins with nothing to ask.
   *
   * @param name of the thread
   */
  public AskAhead(String name) {
    this.asking = new Stage(name);
  }

  /**
   * Asks; returns when at most this question is open. A failure with an earlier one is thrown here.
   *
   * @param work done with the answer, on the thread that calls this or another method
   */
  public <T> void ask(Supplier<T> question, Consumer<T> work) {
    Future<Runnable> answer =
        asking.then(
            () -> {
              T answered = question.get();
              return () -> work.accept(answered);
            });
    open.add(new Open(answer, new ArrayList<>()));
    if (open.size() == MOST_OPEN) {
      workOnNext();
    }
  }

  /** Does something when everything asked so far has been worked on; now, where it has. */
  public void afterwards(Runnable work) {
    if (open.isEmpty()) {
      work.run();
    } else {
      open.getLast().after().add(work);
    }
  }

  /** Returns when everything has been worked on; a failure is thrown here. */
  public void finish() {
    while (!open.isEmpty()) {
      workOnNext();
    }
  }

  private void workOnNext() {
    Open next = open.remove();
    Stage.result(next.answer()).run();
    next.after().forEach(Runnable::run);
  }

  @Override
  public void close() {
    asking.close();
  }
}
