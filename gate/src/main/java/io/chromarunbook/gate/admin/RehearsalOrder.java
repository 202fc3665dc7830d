package io.chromarunbook.gate.admin;

import io.chromarunbook.gate.mode.ModeOrder;
import java.util.Map;

/**
 * What is to be tried beside the traffic.
 *
 * @param order the order to switch, as it would be given
 * @param headers what an application sends with its requests; may be null
 */
public record RehearsalOrder(ModeOrder order, Map<String, String> headers) {

  /** Copies what it is given. */
  public RehearsalOrder {
    headers = headers == null ? Map.of() : Map.copyOf(headers);
  }
}
