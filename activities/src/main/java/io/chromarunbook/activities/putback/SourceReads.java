package io.chromarunbook.activities.putback;

import io.chromarunbook.activities.comparison.RecordsById;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.ServerLimits;
import io.chromarunbook.chroma.ServerVersion;
import java.util.List;
import java.util.Optional;

/** What has to be known of the source to put records back. */
public interface SourceReads {

  /** What it says it is. */
  ServerVersion version();

  /** What it advertises of its limits. */
  ServerLimits limits();

  /** The collection with this name, or nothing where there is none. */
  Optional<CollectionInfo> collection(String name);

  /** The records with these ids, as many as there are. */
  RecordsById records(CollectionInfo collection, List<String> ids);
}
