package io.chromarunbook.workflows.runbook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person's order to pause, resume, abort, roll back or close; which one is the message's name.
 *
 * @param reason may be null
 * @param acceptLoss for a rollback after the switch: how many records at the target are given up as
 *     they were told, or "unknown" where the target could not be read; null where none are
 * @param acceptSource for a rollback after the switch: "silent" to go back although the source does
 *     not answer, "differs" although it is not what it was; null for neither
 */
public record Order(
    String requestId, String by, String reason, String acceptLoss, String acceptSource)
    implements ControlMessage {

  /** What {@code acceptLoss} says of a target that could not be read. */
  public static final String UNKNOWN = "unknown";

  /** What {@code acceptSource} says of a source that does not answer. */
  public static final String SILENT = "silent";

  /** What {@code acceptSource} says of a source that is not what it was. */
  public static final String DIFFERS = "differs";

  private static final Pattern LOSS = Pattern.compile("\\d{1,12}|" + UNKNOWN);
  private static final Pattern SOURCE = Pattern.compile(SILENT + "|" + DIFFERS);

  /** An order that accepts neither a loss nor a source that is not what it was. */
  public Order(String requestId, String by, String reason) {
    this(requestId, by, reason, null, null);
  }

  @Override
  @JsonIgnore
  public Optional<String> flaw() {
    if (acceptLoss != null && !LOSS.matcher(acceptLoss).matches()) {
      return Optional.of("acceptLoss must be a number of records, or unknown");
    }
    if (acceptSource != null && !SOURCE.matcher(acceptSource).matches()) {
      return Optional.of("acceptSource must be silent or differs");
    }
    return MessageText.flaw(requestId, by, reason);
  }
}
