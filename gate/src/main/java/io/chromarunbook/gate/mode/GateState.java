package io.chromarunbook.gate.mode;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * What the door goes by, and what its file has.
 *
 * @param source where the door stands before
 * @param migration whose the door is; null where it is nobody's
 * @param by who gave the last order; null where nobody ever did
 * @param why what for
 * @param target null where no order and no option names one
 * @param collections which collection took which one's place; empty where none was named
 */
public record GateState(
    @JsonProperty(required = true) Mode mode,
    @JsonProperty(required = true) String source,
    String migration,
    Instant since,
    String by,
    String why,
    TargetServer target,
    List<CollectionPair> collections) {

  /** Copies what it is given. */
  public GateState {
    collections = collections == null ? List.of() : List.copyOf(collections);
  }

  /** A door that nobody gave an order yet. */
  public static GateState open(String source, Instant since) {
    return new GateState(Mode.OPEN, source, null, since, null, null, null, List.of());
  }
}
