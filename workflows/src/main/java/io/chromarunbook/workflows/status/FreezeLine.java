package io.chromarunbook.workflows.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * Writes refused for how long of how much. The budget runs from the order to freeze, which is the
 * safe side; since when it is proven stands beside it.
 *
 * @param since the order; null while the source is not frozen
 * @param until the switch or the thaw; null while it is frozen
 * @param frozenSeconds so far, or in all once it was thawed
 * @param lastSafeGo the last time at which GO leaves the last look, and a rollback, their time;
 *     null while not frozen
 * @param proven whether a write is proven to be refused
 * @param provenSince null where it is not proven
 * @param standingSince since when it stands like this
 * @param lookedAt when it was last looked at
 * @param message what the last look showed
 */
public record FreezeLine(
    Instant since,
    Instant until,
    double frozenSeconds,
    double budgetSeconds,
    Instant lastSafeGo,
    boolean proven,
    Instant provenSince,
    Standing standing,
    Instant standingSince,
    Instant lookedAt,
    String message) {

  /** How the freeze stands. */
  public enum Standing {
    /** Nothing is frozen. */
    @JsonProperty("open")
    OPEN,
    /** It was ordered, and is not proven yet. */
    @JsonProperty("ordered")
    ORDERED,
    /** A write was refused that was taken before. */
    @JsonProperty("proven")
    PROVEN,
    /** A person says so; nothing proves it. */
    @JsonProperty("vouched")
    VOUCHED,
    /** It was proven, and cannot be seen now. */
    @JsonProperty("unknown")
    UNKNOWN,
    /** Writes are taken. */
    @JsonProperty("broken")
    BROKEN
  }
}
