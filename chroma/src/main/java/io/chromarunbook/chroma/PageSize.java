package io.chromarunbook.chroma;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * How many of something one request to a server may be about. It falls when the server refuses a
 * request that a smaller one replaces, and stays there. Safe for use by several threads.
 */
public final class PageSize {

  /** What the hosted service gives everybody, so that it is tried before anything smaller. */
  private static final int HOSTED = 300;

  private final int usual;
  private final AtomicInteger most;

  PageSize(int usual) {
    this.usual = usual;
    this.most = new AtomicInteger(usual);
  }

  /** As many as one request may be about, as far as is known. */
  public int most() {
    return most.get();
  }

  /** Whether the server takes fewer than others do. */
  public boolean fell() {
    return most.get() < usual;
  }

  /** A request about so many was taken where a larger one was not. */
  public void fallTo(int taken) {
    most.accumulateAndGet(Math.max(1, taken), Math::min);
  }

  /** Whether a refusal may be about how many it were, so that fewer may be taken. */
  public static boolean exceededIn(ChromaException refusal) {
    if (refusal instanceof UnreadableVectorsException) {
      return false;
    }
    return switch (refusal.kind()) {
      case TOO_LARGE, REFUSED -> true;
      default -> false;
    };
  }

  /** How many to try after so many were refused: what the server names, or about half. */
  public static int below(int refused, ChromaException refusal) {
    if (refusal instanceof QuotaException quota && quota.limit() >= 1 && quota.limit() < refused) {
      return (int) quota.limit();
    }
    return Math.max(1, refused > HOSTED ? Math.max(HOSTED, refused / 2) : refused / 2);
  }

  /**
   * What is asked for as many as are known to be taken, or for fewer where the server refuses that.
   *
   * @param ask given how many
   * @throws ChromaException the first refusal, where the server refuses to be asked for one
   */
  <T> T falling(IntFunction<T> ask) {
    return falling(most(), ask);
  }

  /**
   * The same for no more than so many.
   *
   * @throws ChromaException the first refusal, where the server refuses to be asked for one
   */
  <T> T falling(int wanted, IntFunction<T> ask) {
    int asked = wanted;
    ChromaException first = null;
    while (true) {
      try {
        T answer = ask.apply(asked);
        if (first != null) {
          fallTo(asked);
        }
        return answer;
      } catch (ChromaException e) {
        if (!exceededIn(e)) {
          throw e;
        }
        first = first == null ? e : first;
        if (asked == 1) {
          throw first;
        }
        asked = below(asked, e);
      }
    }
  }
}
