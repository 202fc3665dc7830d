package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A piece of a plan's file, with where it stands. */
sealed interface Written {

  /** Where it begins. */
  Spot spot();

  /**
   * A text, a number, a truth value, or nothing.
   *
   * @param text as written
   */
  record Scalar(Spot spot, String text, JsonNode value) implements Written {

    /** Whether nothing is there. */
    boolean empty() {
      return value.isNull();
    }
  }

  /** A list. */
  record Sequence(Spot spot, List<Written> elements) implements Written {}

  /** Keys with values, as often as each is there. */
  record Mapping(Spot spot, List<Entry> entries) implements Written {}

  /** A mention of something that stands elsewhere in the file. */
  record Alias(Spot spot) implements Written {}

  /** A key with its value. */
  record Entry(Spot spot, String key, Written value) {}
}
