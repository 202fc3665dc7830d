package io.chromarunbook.activities.checks;

import io.chromarunbook.chroma.ChromaRecord;
import java.util.Optional;
import java.util.Set;

/**
 * One record of the snapshot and what the target has under its id.
 *
 * @param expected as the plan's transform makes it
 * @param found empty where the target has none
 * @param differing the fields that differ beyond tolerance: "document", "uri", "embedding",
 *     "metadata:KEY"
 */
public record RecordPair(
    ChromaRecord expected, Optional<ChromaRecord> found, Set<String> differing) {

  public RecordPair {
    differing = Set.copyOf(differing);
  }

  String id() {
    return expected.id();
  }

  boolean same(String field) {
    return !differing.contains(field);
  }
}
