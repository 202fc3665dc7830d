package io.chromarunbook.gate.settling;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Base64;
import java.util.Map;

/**
 * Whether a server has what a write wrote. Servers round numbers in their last digits, and merge
 * metadata: what a write does not name stays.
 */
final class SameContent {

  private static final double ROUNDING = 1e-5;

  private SameContent() {}

  /** Null says nothing, because it leaves what was there. */
  static boolean said(JsonNode written) {
    return !written.isNull()
        && !written.isMissingNode()
        && !(written.isObject() && written.isEmpty());
  }

  static boolean same(String field, JsonNode written, JsonNode there) {
    return switch (field) {
      case "metadatas" -> merged(written, there);
      case "embeddings" -> near(written, there);
      default -> written.equals(there);
    };
  }

  private static boolean merged(JsonNode written, JsonNode there) {
    for (Map.Entry<String, JsonNode> entry : written.properties()) {
      JsonNode found = there.path(entry.getKey());
      boolean both =
          entry.getValue().isNull()
              ? found.isNull() || found.isMissingNode()
              : scalar(entry.getValue(), found);
      if (!both) {
        return false;
      }
    }
    return true;
  }

  private static boolean scalar(JsonNode written, JsonNode there) {
    if (written.isIntegralNumber() && there.isIntegralNumber()) {
      return written.bigIntegerValue().equals(there.bigIntegerValue());
    }
    if (written.isNumber() && there.isNumber()) {
      return close(written.asDouble(), there.asDouble());
    }
    return written.equals(there);
  }

  private static boolean near(JsonNode written, JsonNode there) {
    if (written.isTextual()) {
      return near(written.asText(), there);
    }
    if (written.size() != there.size()) {
      return false;
    }
    for (int each = 0; each < written.size(); each++) {
      if (!close(written.get(each).asDouble(), there.get(each).asDouble())) {
        return false;
      }
    }
    return true;
  }

  /** Clients of 1.x send embeddings as bytes. */
  private static boolean near(String base64, JsonNode there) {
    FloatBuffer floats;
    try {
      floats =
          ByteBuffer.wrap(Base64.getDecoder().decode(base64))
              .order(ByteOrder.LITTLE_ENDIAN)
              .asFloatBuffer();
    } catch (IllegalArgumentException e) {
      return false;
    }
    if (floats.remaining() != there.size()) {
      return false;
    }
    for (int each = 0; each < there.size(); each++) {
      if (!close(floats.get(each), there.get(each).asDouble())) {
        return false;
      }
    }
    return true;
  }

  private static boolean close(double one, double other) {
    return Math.abs(one - other) <= ROUNDING * Math.max(1, Math.abs(one));
  }
}
