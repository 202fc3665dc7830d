package io.chromarunbook.gate.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.gate.mode.GateJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A delete of whatever fulfils a condition, and the question which records those are. */
public final class DeleteCondition {

  private DeleteCondition() {}

  /** The body of a get for the ids of what would be deleted; empty where it is no condition. */
  public static Optional<byte[]> question(InputStream body) throws IOException {
    JsonNode read = GateJson.MAPPER.readTree(body);
    if (read == null || !read.isObject() || read.path("ids").isArray()) {
      return Optional.empty();
    }
    ObjectNode question = GateJson.MAPPER.createObjectNode();
    for (String condition : new String[] {"where", "where_document"}) {
      if (read.path(condition).isObject()) {
        question.set(condition, read.get(condition));
      }
    }
    question.putArray("include");
    return Optional.of(GateJson.MAPPER.writeValueAsBytes(question));
  }

  /** The ids that the server answered with. */
  public static List<String> ids(byte[] answer) throws IOException {
    List<String> ids = new ArrayList<>();
    GateJson.MAPPER.readTree(answer).path("ids").forEach(id -> ids.add(id.asText()));
    return ids;
  }
}
