package io.chromarunbook.activities.pipeline;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Lets a source run on a thread of its own, one element ahead of whoever takes them, so that memory
 * stays bounded and nobody waits who need not.
 */
public final class ReadAhead<T> implements AutoCloseable {

  /** Passes on its elements in order; ends where it cannot. */
  @FunctionalInterface
  public interface Source<T> {

    /** Passes on every element. */
    void forEach(Consumer<T> each);
  }

  private final BlockingQueue<Optional<T>> ready = new ArrayBlockingQueue<>(1);
  private final Stage stage;
  private final Future<Void> reading;

  /**
   * Starts to read.
   *
   * @param name of the thread
   */
  public ReadAhead(String name, Source<T> source) {
    this.stage = new Stage(name);
    this.reading = stage.then(() -> read(source));
  }

  private Void read(Source<T> source) {
    try {
      source.forEach(element -> pass(Optional.of(element)));
    } finally {
      pass(Optional.empty());
    }
    return null;
  }

  private void pass(Optional<T> element) {
    try {
      ready.put(element);
    } catch (InterruptedException e) {
      throw Stage.interrupted(e);
    }
  }

  /** The next element, or nothing after the last one; a failure of the source is thrown here. */
  public Optional<T> next() {
    try {
      Optional<T> element = ready.take();
      if (element.isEmpty()) {
        Stage.result(reading);
      }
      return element;
    } catch (InterruptedException e) {
      throw Stage.interrupted(e);
    }
  }

  @Override
  public void close() {
    stage.close();
  }
}
