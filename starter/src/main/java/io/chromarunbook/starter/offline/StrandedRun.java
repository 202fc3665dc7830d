package io.chromarunbook.starter.offline;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A run that nobody works on any more and nothing can be told to, although it may have been in the
 * middle of what it did.
 *
 * @param at when Temporal closed it; null where Temporal does not know it
 * @param why what Temporal has on record for that; empty where that is nothing
 * @param lastState the state Temporal last noted of it; empty where that is not known
 * @param lastStep the same of its step
 * @param ended how it had ended before, as its folder keeps it; null where it had not
 * @param left what is to be undone
 * @param folder its files; null where they are not in this home
 * @param planFile a plan that can be started again
 * @param nextId the next free id for that
 * @param replaces the migration whose collections it took the place of; empty where there is none,
 *     or that is not known
 * @param startedBy who started it; empty where that is not known
 * @param held the servers others are kept away from on its behalf
 */
public record StrandedRun(
    String id,
    How how,
    Instant at,
    String why,
    String lastState,
    String lastStep,
    RecordedEnd ended,
    NotUndone left,
    @JsonSerialize(using = ToStringSerializer.class) Path folder,
    String planFile,
    String nextId,
    String replaces,
    String startedBy,
    List<String> held) {

  /** What became of its workflow. */
  public enum How {
    /** Somebody terminated it in Temporal. */
    TERMINATED,
    /** It ran longer than whoever started it allowed. */
    TIMED_OUT,
    /** It failed by a defect. */
    FAILED,
    /** Temporal does not know it: it was too long ago, was wiped, or is another Temporal. */
    FORGOTTEN
  }

  /** Whether it had come to one of its ends, so that nothing is to be done. */
  public boolean settled() {
    return ended != null;
  }
}
