package io.chromarunbook.starter.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Divides a number of records among collections of different sizes. */
final class ProportionalShares {
  private ProportionalShares() {}

  /**
   * One record for each collection, the others in proportion to the collections' sizes; what
   * rounding leaves over goes to the largest remainders, the earlier collection first.
   *
   * @param records from the number of collections to the sum of their sizes
   * @param sizes each at least one
   * @return one share for each size, never above it; their sum is {@code records}
   */
  static List<Integer> of(int records, List<Integer> sizes) {
    long wanted = (long) records - sizes.size();
    long available = sizes.stream().mapToLong(size -> size - 1).sum();
    if (available == 0) {
      return List.copyOf(sizes);
    }
    List<Integer> shares = new ArrayList<>();
    List<Long> remainders = new ArrayList<>();
    for (int size : sizes) {
      long product = (size - 1) * wanted;
      shares.add(1 + (int) (product / available));
      remainders.add(product % available);
    }
    int leftOver = records - shares.stream().mapToInt(Integer::intValue).sum();
    IntStream.range(0, sizes.size())
        .boxed()
        .sorted(Comparator.comparing(remainders::get).reversed())
        .limit(leftOver)
        .forEach(index -> shares.set(index, shares.get(index) + 1));
    return List.copyOf(shares);
  }
}
