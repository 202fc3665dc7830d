package io.chromarunbook.activities.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.ToLongFunction;

/**
 * Gathers a stream into lists that stay within a number and a size, so that memory does. The last
 * list is passed on by {@link #flush}.
 */
public final class Chunks<T> implements Consumer<T> {

  private final IntSupplier most;
  private final long mostBytes;
  private final ToLongFunction<T> size;
  private final Consumer<List<T>> each;
  private List<T> open = new ArrayList<>();
  private long bytes;

  /**
   * Gathers up to a bound.
   *
   * @param most elements in a list
   * @param mostBytes in a list, unless a single element has more
   * @param each takes every list; it may keep it
   */
  public Chunks(int most, long mostBytes, ToLongFunction<T> size, Consumer<List<T>> each) {
    this(() -> most, mostBytes, size, each);
  }

  /**
   * Gathers up to a bound that may change.
   *
   * @param most elements in a list, asked for anew with each
   * @param mostBytes in a list, unless a single element has more
   * @param each takes every list; it may keep it
   */
  public Chunks(IntSupplier most, long mostBytes, ToLongFunction<T> size, Consumer<List<T>> each) {
    this.most = most;
    this.mostBytes = mostBytes;
    this.size = size;
    this.each = each;
  }

  @Override
  public void accept(T element) {
    long more = size.applyAsLong(element);
    if (!open.isEmpty() && (open.size() >= most.getAsInt() || bytes + more > mostBytes)) {
      flush();
    }
    open.add(element);
    bytes += more;
  }

  /** Passes on what is left. */
  public void flush() {
    if (!open.isEmpty()) {
      List<T> full = open;
      open = new ArrayList<>();
      bytes = 0;
      each.accept(full);
    }
  }
}
