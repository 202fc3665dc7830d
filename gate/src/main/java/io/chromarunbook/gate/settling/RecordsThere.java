package io.chromarunbook.gate.settling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.gate.mode.GateJson;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which of some records a server has, and what it says of them. */
final class RecordsThere {

  /** What a body of a write and an answer to a get call the same. */
  static final List<String> CONTENT = List.of("documents", "metadatas", "uris", "embeddings");

  private final Map<String, Map<String, JsonNode>> records = new HashMap<>();

  /** The body of a get for these ids, with as much of their content as the write had. */
  static byte[] question(List<String> ids, JsonNode written) throws IOException {
    ObjectNode question = GateJson.MAPPER.createObjectNode();
    ArrayNode asked = question.putArray("ids");
    ids.forEach(asked::add);
    ArrayNode include = question.putArray("include");
    if (written != null) {
      CONTENT.stream().filter(field -> written.path(field).isArray()).forEach(include::add);
    }
    return GateJson.MAPPER.writeValueAsBytes(question);
  }

  /** Adds what a server answered; servers give records in an order of their own. */
  void add(byte[] answer) throws IOException {
    JsonNode read = GateJson.MAPPER.readTree(answer);
    JsonNode ids = read.path("ids");
    for (int each = 0; each < ids.size(); each++) {
      Map<String, JsonNode> content = new HashMap<>();
      for (String field : CONTENT) {
        content.put(field, read.path(field).path(each));
      }
      records.put(ids.get(each).asText(), content);
    }
  }

  boolean has(String id) {
    return records.containsKey(id);
  }

  /** Missing where it was not asked for. */
  JsonNode content(String id, String field) {
    return records.getOrDefault(id, Map.of()).getOrDefault(field, MissingNode.getInstance());
  }
}
