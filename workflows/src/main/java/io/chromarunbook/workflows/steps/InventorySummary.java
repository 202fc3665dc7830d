package io.chromarunbook.workflows.steps;

import java.util.List;

/**
 * An inventory, which lies in full in the run's folder.
 *
 * @param digest SHA-256 of what was found, free of times
 * @param lines the first hundred collections
 * @param findings what is odd, and how it differs from the earlier inventory
 */
public record InventorySummary(
    int collections,
    long records,
    String digest,
    List<CollectionLine> lines,
    List<Finding> findings) {

  /** How many collections a summary names. */
  public static final int MOST_LINES = 100;
}
