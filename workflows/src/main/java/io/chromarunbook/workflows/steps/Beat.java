package io.chromarunbook.workflows.steps;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/**
 * What a heartbeat tells: a hint for people and for the next attempt, never the truth.
 *
 * @param recordsDone by this attempt
 * @param farthest the most records any attempt has done; work that does again what was done before
 *     does not move
 * @param lastMoved when it last came further than ever before, over all attempts
 * @param standstills what it waits for, or waited for until a moment ago
 * @param toldAt when the run was last told of an outage; null before
 */
public record Beat(
    long recordsDone,
    long recordsTotal,
    long farthest,
    Instant lastMoved,
    List<Standstill> standstills,
    Instant toldAt) {

  public Beat {
    standstills = standstills == null ? List.of() : List.copyOf(standstills);
  }

  /** What work waits for now. */
  @JsonIgnore
  public List<Outage> outages() {
    return standstills.stream().filter(Standstill::lasts).map(Standstill::outage).toList();
  }
}
