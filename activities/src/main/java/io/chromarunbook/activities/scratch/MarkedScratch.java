package io.chromarunbook.activities.scratch;

import io.chromarunbook.activities.importing.OwnerMark;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.SafeName;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A collection at a server that bears, in its name and in its metadata, the mark of having been
 * made to try something out. A collection that lacks either is somebody's own.
 *
 * @param migration for which it was made
 * @param run the migration's first workflow run; empty where the mark does not say
 * @param made when; empty where the mark does not say
 */
public record MarkedScratch(
    CollectionInfo info, String migration, Optional<String> run, Optional<Instant> made) {

  /** No work on a scratch collection takes so long. */
  public static final Duration SURELY_LEFT = Duration.ofHours(1);

  /** The collection as a scratch collection, where it is marked as one. */
  public static Optional<MarkedScratch> of(CollectionInfo info) {
    if (!OwnerMark.isScratch(info.metadata())) {
      return Optional.empty();
    }
    return OwnerMark.migrationIn(info.metadata())
        .filter(migration -> named(info.name(), migration))
        .map(
            migration ->
                new MarkedScratch(
                    info,
                    migration,
                    OwnerMark.read(info.metadata()).map(OwnerMark::run),
                    OwnerMark.scratchMade(info.metadata())));
  }

  private static boolean named(String name, String migration) {
    return Arrays.stream(Purpose.values())
        .anyMatch(purpose -> SafeName.of(purpose.kind(), migration).isBeginningOf(name));
  }

  /** Whether a run made it; a mark that names no run is of any of its migration's. */
  boolean of(OwnerMark owner) {
    return migration.equals(owner.migration()) && run.map(owner.run()::equals).orElse(true);
  }

  /** Whether it is too old for anybody to work in. */
  public boolean surelyLeft(Instant now) {
    return made.filter(moment -> moment.plus(SURELY_LEFT).isBefore(now)).isPresent();
  }
}
