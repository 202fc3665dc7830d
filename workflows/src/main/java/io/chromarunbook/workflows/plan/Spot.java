package io.chromarunbook.workflows.plan;

/**
 * Where something stands in a file.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
public record Spot(int line, int column) {

  /** For a sentence. */
  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
