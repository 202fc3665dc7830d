package io.chromarunbook.activities.putback;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.chromarunbook.activities.leftbehind.LeftBehindHeader;
import io.chromarunbook.activities.run.FileUnderConstruction;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of every record left behind, as one JSON object in a file, written while it happens
 * and published at the end.
 */
public final class PutBackDocument implements AutoCloseable {

  /** The version this program writes. */
  public static final int FORMAT = 1;

  /**
   * Whose hand it was.
   *
   * @param by who ordered it; null where nothing was to be done but look
   * @param source where the records go, for people
   */
  public record Order(String by, Instant at, String source) {}

  /**
   * What a document comes to.
   *
   * @param leftBehind SHA-256 in the header of the file the records came from
   * @param by who ordered it
   * @param notAtSource records the source did not have as the target had them; all of them where
   *     the putting back was interrupted
   */
  public record Summary(String leftBehind, String by, Instant at, long notAtSource) {}

  private final FileUnderConstruction file;
  private final JsonGenerator json;
  private final long records;
  private final PutBackCounts counts = new PutBackCounts();

  /** Begins the document that will lie at this path. */
  public PutBackDocument(Path file, LeftBehindHeader left, Order order) {
    this.file = FileUnderConstruction.of(file);
    this.records = left.records();
    try {
      json = Json.MAPPER.getFactory().createGenerator(this.file.stream(), JsonEncoding.UTF8);
      json.useDefaultPrettyPrinter();
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      json.writeNumberField("format", FORMAT);
      json.writeStringField("migration", left.migration());
      json.writeStringField("by", order.by());
      json.writeStringField("at", order.at().toString());
      json.writeStringField("source", order.source());
      json.writeStringField("target", left.target());
      json.writeStringField("readAt", left.readAt().toString());
      json.writeStringField("leftBehind", left.sha256());
      json.writeArrayFieldStart("records");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the document at this path comes to; empty where there is none, or it is not whole. */
  public static Optional<Summary> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (JsonParser parser = Json.MAPPER.getFactory().createParser(file.toFile())) {
      return summary(parser);
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Summary> summary(JsonParser parser) throws IOException {
    String leftBehind = null;
    String by = null;
    Instant at = null;
    Long notAtSource = null;
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return Optional.empty();
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "leftBehind" -> leftBehind = parser.getValueAsString();
        case "by" -> by = parser.getValueAsString();
        case "at" -> at = Instant.parse(parser.getText());
        case "notAtSource" -> notAtSource = parser.getLongValue();
        // Every record left behind has a line there.
        default -> parser.skipChildren();
      }
    }
    return leftBehind == null || at == null || notAtSource == null
        ? Optional.empty()
        : Optional.of(new Summary(leftBehind, by, at, notAtSource));
  }

  /** Adds what became of one record. */
  public void add(PutBackLine line) {
    counts.add(line);
    try {
      json.writeStartObject();
      json.writeStringField("kind", line.kind().label());
      json.writeStringField("collection", line.collection());
      json.writeStringField("id", line.id());
      json.writeStringField("outcome", line.outcome().label());
      if (!line.reason().isEmpty()) {
        json.writeStringField("reason", line.reason());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many records came to what, so far. */
  public PutBackCounts counts() {
    return counts;
  }

  /**
   * Ends the document and gives it its name.
   *
   * @param interrupted what ended it before all records were looked at; null where nothing did
   */
  public void publish(String interrupted) {
    try {
      json.writeEndArray();
      json.writeObjectFieldStart("outcomes");
      for (PutBackLine.Outcome outcome : PutBackLine.Outcome.values()) {
        json.writeNumberField(outcome.label(), counts.of(outcome));
      }
      json.writeEndObject();
      json.writeStringField("interrupted", interrupted);
      long notAtSource = interrupted == null ? counts.notAtSource() : records;
      json.writeNumberField("notAtSource", notAtSource);
      json.writeEndObject();
      json.writeRaw('\n');
      json.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    file.publish();
  }

  /** Leaves nothing behind of a document that was not published. */
  @Override
  public void close() {
    file.close();
  }
}
