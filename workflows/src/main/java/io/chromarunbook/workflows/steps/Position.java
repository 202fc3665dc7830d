package io.chromarunbook.workflows.steps;

/**
 * Where long work goes on: the next part of a collection, both counted from 0 in the order of the
 * frozen inventory.
 */
public record Position(int collection, int part) {

  /** The very beginning. */
  public static final Position START = new Position(0, 0);
}
