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
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
      writeValue(generator, record.metadata());
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
        case "metadata" -> metadata = token == JsonToken.VALUE_NULL ? null : readMap(parser);
        case "embedding" -> embedding = token == JsonToken.VALUE_NULL ? null : floats(parser);
        default -> parser.skipChildren();
      }
    }
    if (id == null) {
      throw new JsonParseException(parser, "a record has no id");
    }
    return new ChromaRecord(id, document, uri, metadata, embedding);
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

  private static void writeValue(JsonGenerator generator, Object value) throws IOException {
    if (value == null) {
      generator.writeNull();
    } else if (value instanceof String text) {
      generator.writeString(text);
    } else if (value instanceof Long number) {
      generator.writeNumber(number);
    } else if (value instanceof Integer number) {
      generator.writeNumber(number);
    } else if (value instanceof Double number) {
      generator.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      generator.writeBoolean(truth);
    } else if (value instanceof BigInteger number) {
      generator.writeNumber(number);
    } else if (value instanceof List<?> list) {
      generator.writeStartArray();
      for (Object each : list) {
        writeValue(generator, each);
      }
      generator.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> each : map.entrySet()) {
        generator.writeFieldName((String) each.getKey());
        writeValue(generator, each.getValue());
      }
      generator.writeEndObject();
    } else {
      throw new IllegalArgumentException("no metadata value is a " + value.getClass());
    }
  }

  private static Map<String, Object> readMap(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(parser, "metadata starts with {");
    }
    Map<String, Object> map = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      map.put(key, readValue(parser));
    }
    return map;
  }

  private static Object readValue(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_NUMBER_INT ->
          // Integers and floats stay apart, and nothing is rounded to fit.
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? (Object) parser.getBigIntegerValue()
              : (Object) parser.getLongValue();
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(readValue(parser));
        }
        yield list;
      }
      case START_OBJECT -> readMap(parser);
      default -> throw new JsonParseException(parser, "a value was cut short");
    };
  }
}
