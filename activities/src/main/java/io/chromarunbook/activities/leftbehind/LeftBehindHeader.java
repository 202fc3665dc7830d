package io.chromarunbook.activities.leftbehind;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/**
 * The first line of the file of records left behind.
 *
 * @param format version of the file's form
 * @param kind always {@link #KIND}, which no line of a record has
 * @param migration the run's id
 * @param runId the workflow's first run
 * @param planDigest SHA-256 of the plan that said what was migrated, 64 hex digits
 * @param snapshotDigest SHA-256 of the manifest of the snapshot compared with, 64 hex digits
 * @param reading tells readings apart
 * @param readAt when the target began to be read; what was written later may be missing
 * @param target where it was read
 * @param added records of this kind in the file, as the other two
 * @param collections those of which anything was left behind, or which are not what was migrated
 * @param others collections at the target that are not of this run and were not looked at: the
 *     first hundred names
 * @param sha256 of this line with null here, and of everything after it; 64 hex digits
 */
public record LeftBehindHeader(
    int format,
    String kind,
    String migration,
    String runId,
    String planDigest,
    String snapshotDigest,
    String reading,
    Instant readAt,
    String target,
    long added,
    long changed,
    long gone,
    List<Collection> collections,
    List<String> others,
    String sha256) {

  /** The version this program writes. */
  public static final int FORMAT = 1;

  /** Tells this line from those that follow. */
  public static final String KIND = "header";

  public LeftBehindHeader {
    collections = collections == null ? List.of() : List.copyOf(collections);
    others = others == null ? List.of() : List.copyOf(others);
  }

  /**
   * One migrated collection.
   *
   * @param source its name at the source
   * @param target its name at the target
   */
  public record Collection(
      String source, String target, Standing standing, long added, long changed, long gone) {}

  /** What became of a migrated collection as a whole. */
  public enum Standing {
    /** It is the one the run made. */
    THERE,
    /** It is not at the target any more. */
    GONE,
    /** Another one bears its name: somebody dropped it and made it anew. */
    REMADE
  }

  /** Records in the file. */
  @JsonIgnore
  public long records() {
    return added + changed + gone;
  }

  LeftBehindHeader sealed(String digest) {
    return new LeftBehindHeader(
        format,
        kind,
        migration,
        runId,
        planDigest,
        snapshotDigest,
        reading,
        readAt,
        target,
        added,
        changed,
        gone,
        collections,
        others,
        digest);
  }
}
