package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/** What texts, numbers and truth values of a plan mean. */
final class Scalars {

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          // Half a search is no search.
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  /** A bare number would be seconds to the one and minutes to the other. */
  private static final Set<Class<?>> OF_TEXT_ALONE =
      Set.of(Duration.class, Instant.class, StartTime.class);

  private Scalars() {}

  /** The value; empty where the type has none that is written so. */
  static Optional<Object> value(Written.Scalar written, Class<?> type) {
    if (type == String.class) {
      return Optional.of(written.text());
    }
    JsonNode node = type.isEnum() ? new TextNode(written.text()) : written.value();
    if (type != Object.class && written.text().isBlank()) {
      return Optional.empty();
    }
    if (OF_TEXT_ALONE.contains(type) && !node.isTextual()) {
      return Optional.empty();
    }
    if (type == boolean.class || type == Boolean.class) {
      return truth(written.text());
    }
    if (type == Instant.class) {
      return moment(written.text());
    }
    try {
      return Optional.ofNullable(STRICT.treeToValue(node, type));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** As {@link StartTime} takes it: digits alone are no moment. */
  private static Optional<Object> moment(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> truth(String text) {
    return switch (text) {
      case "true", "True", "TRUE" -> Optional.of(true);
      case "false", "False", "FALSE" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
