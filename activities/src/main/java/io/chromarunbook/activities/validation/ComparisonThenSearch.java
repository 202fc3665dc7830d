package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.pipeline.Trailing;

/**
 * Compares collection after collection, and asks about each that has been compared while the next
 * one is: comparing keeps the target busy, and most of the time of searching is the source's.
 */
final class ComparisonThenSearch implements PartWalk.Visitor, AutoCloseable {

  private final ComparisonVisitor comparison;
  private final Trailing<Integer> compared;

  ComparisonThenSearch(ComparisonVisitor comparison, SearchVisitor search) {
    this.comparison = comparison;
    this.compared = new Trailing<>("search", search::collection);
  }

  @Override
  public void part(int collection, int part) {
    comparison.part(collection, part);
  }

  @Override
  public void collection(int collection) {
    comparison.collection(collection);
    compared.accept(collection);
  }

  @Override
  public void settle() {
    comparison.settle();
    compared.finish();
  }

  @Override
  public void close() {
    compared.close();
  }
}
