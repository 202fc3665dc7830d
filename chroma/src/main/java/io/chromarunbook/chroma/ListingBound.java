package io.chromarunbook.chroma;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Keeps count of the ids a server lists page by page. A listing may be a little longer than what
 * the server counts, because others write meanwhile; one that is far longer never ends.
 */
final class ListingBound {

  /** So many are listed before anybody asks how many there should be. */
  private static final long UNQUESTIONED = 100_000;

  private final LongSupplier counted;
  private long listed;
  private OptionalLong most = OptionalLong.empty();

  /**
   * @param counted what the server says it has; asked once, and only of long listings
   */
  ListingBound(LongSupplier counted) {
    this.counted = counted;
  }

  /** So many more were listed; whether the listing can still be believed. */
  boolean add(int more) {
    listed += more;
    if (listed <= UNQUESTIONED) {
      return true;
    }
    if (most.isEmpty()) {
      most = OptionalLong.of(2 * Math.min(counted.getAsLong(), Long.MAX_VALUE / 4) + UNQUESTIONED);
    }
    return listed <= most.getAsLong();
  }

  /** What the last call was about, in words. */
  String told() {
    return "%,d ids, where twice the server's own count and %,d more are %,d"
        .formatted(listed, UNQUESTIONED, most.orElseThrow());
  }
}
