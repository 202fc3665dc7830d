package io.chromarunbook.activities.run;

import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A target that is a copy of the source's directory.
 *
 * @param message how it was proven that it may be
 * @param distances by which function indexes were measured to go whose configuration says another
 *     one, by collection
 */
public record InPlaceNote(Instant at, String message, Map<String, String> distances) {

  /**
   * How long a server over such files is waited for, before they are given up for the API: one that
   * panics over them does not come round. In half a minute one that died is there again.
   */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  public InPlaceNote {
    distances = Collections.unmodifiableMap(new TreeMap<>(distances));
  }

  /** What was noted in a run's folder. */
  public static Optional<InPlaceNote> of(RunFolder folder) {
    return Files.exists(folder.inPlace())
        ? Optional.of(DurableFile.readJson(folder.inPlace(), InPlaceNote.class))
        : Optional.empty();
  }

  /** A collection of this target by what was measured, and not by what its configuration says. */
  public CollectionInfo measured(CollectionInfo info) {
    String distance = distances.get(info.name());
    return distance == null ? info : measured(info, DistanceFunction.named(distance));
  }

  /** A collection by a measured function. */
  public static CollectionInfo measured(CollectionInfo info, DistanceFunction distance) {
    return new CollectionInfo(
        info.id(),
        info.name(),
        info.metadata(),
        distance,
        info.index(),
        info.dimension(),
        info.configuration());
  }
}
