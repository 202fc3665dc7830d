package io.chromarunbook.activities.importing;

import io.chromarunbook.workflows.steps.RunReference;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose a collection at the target is while its migration is in progress; kept in the collection's
 * metadata.
 *
 * @param migration the migration's id
 * @param run the migration's first workflow run
 * @param plan digest of the plan the collection was created under
 */
public record OwnerMark(String migration, String run, String plan) {

  private static final String MIGRATION = "runbook:migration";
  private static final String RUN = "runbook:run";
  private static final String PLAN = "runbook:plan";
  private static final String SCRATCH = "runbook:scratch";
  private static final String MADE = "runbook:made";

  /** The mark of a run. */
  public static OwnerMark of(RunReference run) {
    return new OwnerMark(run.migration(), run.runId(), run.planDigest());
  }

  /** The mark a collection's metadata bears; nothing where it bears none. */
  public static Optional<OwnerMark> read(Map<String, Object> metadata) {
    return metadata.get(MIGRATION) instanceof String migration
            && metadata.get(RUN) instanceof String run
        ? Optional.of(new OwnerMark(migration, run, String.valueOf(metadata.get(PLAN))))
        : Optional.empty();
  }

  /** The metadata without any mark: what the collection has of its own. */
  public static Map<String, Object> removedFrom(Map<String, Object> metadata) {
    Map<String, Object> own = new LinkedHashMap<>(metadata);
    own.remove(MIGRATION);
    own.remove(RUN);
    own.remove(PLAN);
    own.remove(SCRATCH);
    own.remove(MADE);
    return Collections.unmodifiableMap(own);
  }

  /** The migration whose mark a collection's metadata bears, be the mark whole or not. */
  public static Optional<String> migrationIn(Map<String, Object> metadata) {
    return metadata.get(MIGRATION) instanceof String migration
        ? Optional.of(migration)
        : Optional.empty();
  }

  /** Whether this is the mark of a collection that only exists to try something out. */
  public static boolean isScratch(Map<String, Object> metadata) {
    return Boolean.TRUE.equals(metadata.get(SCRATCH));
  }

  /** When a collection that only exists to try something out was made, where its mark says so. */
  public static Optional<Instant> scratchMade(Map<String, Object> metadata) {
    try {
      return metadata.get(MADE) instanceof String made
          ? Optional.of(Instant.parse(made))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The metadata with this mark. */
  public Map<String, Object> addedTo(Map<String, Object> metadata) {
    Map<String, Object> marked = new LinkedHashMap<>(removedFrom(metadata));
    marked.put(MIGRATION, migration);
    marked.put(RUN, run);
    marked.put(PLAN, plan);
    return Collections.unmodifiableMap(marked);
  }

  /**
   * The metadata with this mark, for a collection that only exists to try something out.
   *
   * @param made when
   */
  public Map<String, Object> addedToScratch(Map<String, Object> metadata, Instant made) {
    Map<String, Object> marked = new LinkedHashMap<>(addedTo(metadata));
    marked.put(SCRATCH, true);
    marked.put(MADE, made.toString());
    return Collections.unmodifiableMap(marked);
  }

  /** Whether both are of one run; its plan may have been amended between them. */
  public boolean sameRun(OwnerMark other) {
    return migration.equals(other.migration) && run.equals(other.run);
  }
}
