package io.chromarunbook.gate.settling;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.gate.journal.BodyIds;
import io.chromarunbook.gate.mode.GateJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/**
 * What a write's body said, as far as it is at hand.
 *
 * @param ids null where it has none, or they are not at hand
 * @param body null where it is not at hand as a whole
 */
public record SaidRecords(List<String> ids, JsonNode body) {

  /** Nothing is at hand. */
  public static final SaidRecords NOTHING = new SaidRecords(null, null);

  /** Copies what it is given. */
  public SaidRecords {
    ids = ids == null ? null : List.copyOf(ids);
  }

  /** What a whole body says; nothing where it is no JSON. */
  public static SaidRecords whole(byte[] body) throws IOException {
    try {
      return new SaidRecords(
          BodyIds.in(new ByteArrayInputStream(body)), GateJson.MAPPER.readTree(body));
    } catch (JacksonException e) {
      return NOTHING;
    }
  }

  /** What a body says of which this is the beginning: clients send the ids first. */
  public static SaidRecords beginning(byte[] bytes) throws IOException {
    return new SaidRecords(BodyIds.in(new ByteArrayInputStream(bytes)), null);
  }
}
