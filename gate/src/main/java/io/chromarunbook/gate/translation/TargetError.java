package io.chromarunbook.gate.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Why the target refused: its class of error, empty where it names none, and its sentence. */
record TargetError(int status, String name, String message) {

  static TargetError of(int status, byte[] body, ObjectMapper json) {
    String text = new String(body, StandardCharsets.UTF_8);
    try {
      JsonNode said = json.readTree(body);
      if (said != null && said.path("error").isTextual()) {
        return new TargetError(
            status, said.path("error").asText(), said.path("message").asText(""));
      }
    } catch (IOException notJson) {
      // A plain sentence: too large a body is answered so.
      return new TargetError(status, "", text);
    }
    return new TargetError(status, "", text);
  }
}
