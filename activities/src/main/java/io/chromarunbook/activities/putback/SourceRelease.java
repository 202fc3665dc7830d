package io.chromarunbook.activities.putback;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ServerVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a source's release would lose of a record without a word. */
record SourceRelease(ServerVersion version) {

  /** Why this record would not be there whole; empty where it would. */
  Optional<String> loses(ChromaRecord record) {
    if (!version.version().startsWith("0.")) {
      return Optional.empty();
    }
    return record.metadata().entrySet().stream()
        .filter(field -> field.getValue() instanceof List)
        .map(Map.Entry::getKey)
        .findFirst()
        .map(
            key ->
                "a %s server keeps no lists, and metadata:%s is one"
                    .formatted(version.version(), key));
  }
}
