package io.chromarunbook.starter.chroma;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.TreeMap;

/** A record as a server's JSON has it. */
record RawRecord(JsonNode document, JsonNode uri, JsonNode metadata, JsonNode embedding) {
  private static final int COSINE_ULPS = 4;

  /** What differs at the target, in words; nothing where it is equal by the documented rules. */
  Optional<String> differenceFrom(RawRecord copy, String space) {
    if (!text(document).equals(text(copy.document))) {
      return Optional.of("document");
    }
    if (!text(uri).equals(text(copy.uri))) {
      return Optional.of("uri");
    }
    TreeMap<String, Object> fields = fields(metadata);
    TreeMap<String, Object> copied = fields(copy.metadata);
    if (!fields.keySet().equals(copied.keySet())) {
      return Optional.of("keys " + fields.keySet() + " and " + copied.keySet());
    }
    for (String key : fields.keySet()) {
      if (!same(fields.get(key), copied.get(key))) {
        return Optional.of(key + ": " + fields.get(key) + " and " + copied.get(key));
      }
    }
    return sameVector(copy.embedding, space.equals("cosine") ? COSINE_ULPS : 0)
        ? Optional.empty()
        : Optional.of("embedding " + embedding + " and " + copy.embedding);
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? "none" : "some " + value.asText();
  }

  private static TreeMap<String, Object> fields(JsonNode metadata) {
    TreeMap<String, Object> fields = new TreeMap<>();
    metadata
        .properties()
        .forEach(
            field -> {
              if (!field.getValue().isNull()) {
                fields.put(field.getKey(), value(field.getValue()));
              }
            });
    return fields;
  }

  private static Object value(JsonNode value) {
    if (value.isIntegralNumber()) {
      return value.bigIntegerValue();
    }
    return value.isFloatingPointNumber() ? (Object) value.doubleValue() : value.toString();
  }

  private static boolean same(Object left, Object right) {
    if (left instanceof Double one && right instanceof Double other) {
      return Math.abs(one - other) <= 2 * Math.ulp(one);
    }
    return left.equals(right);
  }

  private boolean sameVector(JsonNode copy, int ulps) {
    if (embedding.size() != copy.size() || embedding.isMissingNode()) {
      return false;
    }
    for (int place = 0; place < embedding.size(); place++) {
      float one = Float.parseFloat(embedding.get(place).asText());
      float other = Float.parseFloat(copy.get(place).asText());
      boolean same =
          ulps == 0
              ? Float.floatToIntBits(one) == Float.floatToIntBits(other)
              : Math.abs(one - other) <= ulps * Math.ulp(one);
      if (!same) {
        return false;
      }
    }
    return true;
  }
}
