package io.chromarunbook.workflows.steps;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a heartbeat tells: a hint for people and for the next attempt, never the truth.
 *
 * @param recordsDone by this attempt
 * @param farthest the most records any attempt has done; work that does again what was done before
 *     does not move
 * @param lastMoved when it last came further than ever before, over all attempts
 * @param standstills what it waits for, or waited for until a moment ago
 * @param toldAt when the run was last told of an outage; null before
 * @param smallPages servers found to take or give little in one request, with how much, like
 *     "source http://old:8000: 300 records a read"
 * @param contacts when each server that was asked last gave a sign of life, by its name in words,
 *     like "source http://old:8000"
 */
public record HeartbeatDetails(
    long recordsDone,
    long recordsTotal,
    long farthest,
    Instant lastMoved,
    List<Standstill> standstills,
    Instant toldAt,
    List<String> smallPages,
    Map<String, Instant> contacts) {

  public HeartbeatDetails {
    standstills = standstills == null ? List.of() : List.copyOf(standstills);
    smallPages = smallPages == null ? List.of() : List.copyOf(smallPages);
    contacts = contacts == null ? Map.of() : Map.copyOf(contacts);
  }

  /** One of work whose servers take as much at a time as any. */
  public HeartbeatDetails(
      long recordsDone,
      long recordsTotal,
      long farthest,
      Instant lastMoved,
      List<Standstill> standstills,
      Instant toldAt) {
    this(recordsDone, recordsTotal, farthest, lastMoved, standstills, toldAt, List.of(), Map.of());
  }

  /** What work waits for now. */
  @JsonIgnore
  public List<Outage> outages() {
    return standstills.stream().filter(Standstill::lasts).map(Standstill::outage).toList();
  }
}
