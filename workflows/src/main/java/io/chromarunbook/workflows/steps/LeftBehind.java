package io.chromarunbook.workflows.steps;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * What the target holds that the source would not have after a rollback.
 *
 * @param added ids written since the switch
 * @param changed migrated ids whose record is another one now
 * @param gone migrated ids that are not there any more
 * @param file where the records lie whole
 * @param readAt when the target was read
 */
public record LeftBehind(long added, long changed, long gone, String file, Instant readAt) {

  /** How many in all. */
  @JsonIgnore
  public long total() {
    return added + changed + gone;
  }
}
