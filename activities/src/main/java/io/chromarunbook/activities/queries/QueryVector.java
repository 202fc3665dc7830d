package io.chromarunbook.activities.queries;

/** A vector to search a collection for. */
public final class QueryVector {

  private final int line;
  private final String collection;
  private final float[] components;

  QueryVector(int line, String collection, float[] components) {
    this.line = line;
    this.collection = collection;
    this.components = components;
  }

  /** Where it stands in its file, from 1. */
  public int line() {
    return line;
  }

  /** The collection's name at the source. */
  public String collection() {
    return collection;
  }

  /** Not a copy; nobody changes it. */
  public float[] components() {
    return components;
  }
}
