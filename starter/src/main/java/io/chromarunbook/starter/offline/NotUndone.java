package io.chromarunbook.starter.offline;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.chromarunbook.activities.traffic.TrafficStanding;
import io.chromarunbook.activities.traffic.TrafficStanding.Deed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run did and has not undone, as its folder has it.
 *
 * @param frozenSince since when its source refuses writes; null where it does not
 * @param freezeCertain false where the freeze was begun or asked of people, and its end is not
 *     written down
 * @param switchedSince since when applications use the target; null where they do not
 * @param switchCertain the same of the switch
 * @param imported whether it created collections at the target
 * @param breakGlass the script that undoes it; null where none was written, or its folder is not
 *     here
 */
public record NotUndone(
    Instant frozenSince,
    boolean freezeCertain,
    Instant switchedSince,
    boolean switchCertain,
    boolean imported,
    @JsonSerialize(using = ToStringSerializer.class) Path breakGlass) {

  /** Of a run whose folder is not here, so that nothing is known. */
  public static final NotUndone UNKNOWN = new NotUndone(null, false, null, false, false, null);

  static NotUndone of(TrafficStanding traffic, boolean imported, Path breakGlass) {
    return new NotUndone(
        since(traffic.frozen()),
        certain(traffic.frozen()),
        since(traffic.switched()),
        certain(traffic.switched()),
        imported,
        breakGlass);
  }

  private static Instant since(Optional<Deed> deed) {
    return deed.map(Deed::since).orElse(null);
  }

  private static boolean certain(Optional<Deed> deed) {
    return deed.filter(one -> one.certainty() == TrafficStanding.Certainty.DONE).isPresent();
  }

  /** Whether there is something to be undone. */
  public boolean anything() {
    return frozenSince != null || switchedSince != null;
  }
}
