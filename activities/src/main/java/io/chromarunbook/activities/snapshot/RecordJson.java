package io.chromarunbook.activities.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.EmbeddingText;
import io.chromarunbook.chroma.JsonStreams;
import java.io.IOException;
import java.util.Map;

/**
 * A record as one JSON object: id, document, uri, metadata, and the embedding as base64 of its
 * little-endian float32 components. What is absent is null. A float that is no number is written as
 * a bare NaN or Infinity, so that it never becomes a string.
 */
public final class RecordJson {

  /** Writes and reads records one a line, of any length a server takes. */
  public static final JsonFactory LINES =
      new JsonFactoryBuilder()
          .rootValueSeparator("\n")
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .configure(StreamReadFeature.USE_FAST_DOUBLE_PARSER, true)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private RecordJson() {}

  /** Writes a record at the generator's place. */
  public static void write(JsonGenerator generator, ChromaRecord record) throws IOException {
    generator.writeStartObject();
    generator.writeStringField("id", record.id());
    generator.writeStringField("document", record.document());
    generator.writeStringField("uri", record.uri());
    generator.writeFieldName("metadata");
    if (record.metadata().isEmpty()) {
      generator.writeNull();
    } else {
      JsonStreams.write(generator, record.metadata());
    }
    generator.writeFieldName("embedding");
    if (record.embedding() == null) {
      generator.writeNull();
    } else {
      generator.writeBinary(EmbeddingText.bytes(record.embedding()));
    }
    generator.writeEndObject();
  }

  /**
   * Reads the record whose opening brace is the parser's current token.
   *
   * @throws IOException where the JSON is not of this shape
   */
  public static ChromaRecord read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(parser, "a record starts with {");
    }
    String id = null;
    String document = null;
    String uri = null;
    Map<String, Object> metadata = null;
    float[] embedding = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (field) {
        case "id" -> id = parser.getValueAsString();
        case "document" -> document = parser.getValueAsString();
        case "uri" -> uri = parser.getValueAsString();
        case "metadata" -> metadata = token == JsonToken.VALUE_NULL ? null : metadata(parser);
        case "embedding" -> embedding = token == JsonToken.VALUE_NULL ? null : floats(parser);
        default -> parser.skipChildren();
      }
    }
    if (id == null) {
      throw new JsonParseException(parser, "a record has no id");
    }
    return new ChromaRecord(id, document, uri, metadata, embedding);
  }

  private static Map<String, Object> metadata(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(parser, "metadata starts with {");
    }
    return JsonStreams.object(parser);
  }

  private static float[] floats(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new JsonParseException(parser, "an embedding is a string");
    }
    try {
      return EmbeddingText.read(
          parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    } catch (IllegalArgumentException e) {
      throw new JsonParseException(parser, "an embedding " + e.getMessage(), e);
    }
  }
}
