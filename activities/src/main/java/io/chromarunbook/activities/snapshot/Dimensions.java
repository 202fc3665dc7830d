package io.chromarunbook.activities.snapshot;

import io.chromarunbook.chroma.ChromaRecord;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The dimensions that embeddings were seen to have. */
final class Dimensions {

  private final Set<Integer> seen = new HashSet<>();

  void add(ChromaRecord record) {
    if (record.embedding() != null) {
      seen.add(record.embedding().length);
    }
  }

  /** Whether embeddings were seen, but none of the declared dimension. */
  boolean contradict(Optional<Integer> declared) {
    return declared.isPresent() && !seen.isEmpty() && !seen.contains(declared.get());
  }
}
