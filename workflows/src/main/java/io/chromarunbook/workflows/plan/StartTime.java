package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** T-0: a moment, or {@code now}: as soon as the pre-migration gate is passed. */
public record StartTime(Optional<Instant> at) {

  /** As soon as approved. */
  public static final StartTime NOW = new StartTime(Optional.empty());

  /**
   * As plans write it.
   *
   * @throws IllegalArgumentException for anything but "now" or an ISO time with offset
   */
  @JsonCreator
  public static StartTime of(String written) {
    if ("now".equals(written)) {
      return NOW;
    }
    try {
      return new StartTime(Optional.of(OffsetDateTime.parse(written).toInstant()));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + written + "' is neither 'now' nor a time like 2026-12-01T22:00:00Z", e);
    }
  }

  /** As plans write it. */
  @JsonValue
  public String written() {
    return at.map(Instant::toString).orElse("now");
  }
}
