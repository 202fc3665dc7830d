package io.chromarunbook.activities.frontdoor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;

/**
 * What a gate says of itself.
 *
 * @param source the server it stands before
 * @param since when this mode was taken
 * @param migration whose mode it is; null while it is nobody's
 * @param unsettled writes that were cut off when the mode was taken, and what became of them
 * @param refused writes it refused since it refuses them; null where it does not say
 * @param answered null where it does not say
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GateStanding(
    String source,
    String target,
    GateMode mode,
    Instant since,
    String migration,
    List<Unsettled> unsettled,
    Refused refused,
    Answered answered) {

  /**
   * A write that was cut off.
   *
   * @param outcome what reading shows of it, in the gate's word; null where it does not read
   * @param told why it is thought so
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Unsettled(
      String operation, String collection, String client, String outcome, String told) {}

  /**
   * What was refused.
   *
   * @param since counted from when
   * @param clients the latest of those whose writes were
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Refused(long writes, long unknown, Instant since, List<RefusedClient> clients) {

    /** Copies what it is given. */
    public Refused {
      clients = clients == null ? List.of() : List.copyOf(clients);
    }

    /** How many clients that is, however many things each wanted to do. */
    public int callers() {
      return (int)
          clients.stream().map(each -> each.address() + " " + each.agent()).distinct().count();
    }
  }

  /** Whose write was refused. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record RefusedClient(String address, String agent) {}

  /**
   * What it has let through since it was started.
   *
   * @param perMinute the last minute; null where it does not say
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Answered(long requests, long errors, Minute perMinute) {}

  /**
   * What it has let through in the last minute.
   *
   * @param errors answers of 500 and more, and those that broke
   * @param p95 milliseconds; null where nothing was answered
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Minute(long requests, long errors, Double p95) {}

  public GateStanding {
    unsettled = unsettled == null ? List.of() : List.copyOf(unsettled);
  }

  /** How many requests it has let through since it was started. */
  public long requests() {
    return answered == null ? 0 : answered.requests();
  }

  /** Whether this mode is this migration's. */
  public boolean of(String id) {
    return id.equals(migration);
  }
}
