package io.chromarunbook.chroma;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as Chroma speaks it, read and written token by token. A snapshot has its values in the same
 * notation.
 */
public final class JsonStreams {
  static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(AnswerLimits.OF_JSON)
          .configure(StreamReadFeature.USE_FAST_DOUBLE_PARSER, true)
          .configure(StreamWriteFeature.USE_FAST_DOUBLE_WRITER, true)
          // Python servers write NaN and Infinity, which JSON does not know.
          .configure(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS, true)
          // Metadata keys are the users' words: they would fill the JVM's string table.
          .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
          .build();

  private JsonStreams() {}

  /** Reads an answer; what the parser took and did not use, its input takes back. */
  static JsonParser parser(InputStream answer) throws IOException {
    return FACTORY.createParser(new PushbackInputStream(answer, EmbeddingColumn.mostGivenBack()));
  }

  /** An answer that is JSON, but not what was agreed. */
  static final class Unexpected extends JsonProcessingException {
    private static final long serialVersionUID = 1L;

    Unexpected(String message) {
      super(message);
    }
  }

  /**
   * The value at the parser's token: Map, List, String, Long, BigInteger beyond 64 bits, Double,
   * Boolean or null. Integers and floats stay apart, and nothing is rounded to fit.
   *
   * @throws JsonProcessingException where there is no value
   */
  public static Object value(JsonParser parser) throws IOException {
    return switch (token(parser)) {
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case START_ARRAY -> list(parser);
      case START_OBJECT -> object(parser);
      default -> throw new Unexpected("a value was expected, not " + parser.currentToken());
    };
  }

  private static Object integer(JsonParser parser) throws IOException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      return parser.getBigIntegerValue();
    }
    return parser.getLongValue();
  }

  private static List<Object> list(JsonParser parser) throws IOException {
    List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
    }
    return list;
  }

  /**
   * The object at the parser's token.
   *
   * @throws JsonProcessingException where there is none
   */
  public static Map<String, Object> object(JsonParser parser) throws IOException {
    expect(parser, JsonToken.START_OBJECT);
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  static void expect(JsonParser parser, JsonToken expected) throws IOException {
    if (token(parser) != expected) {
      throw new Unexpected(expected + " was expected, not " + parser.currentToken());
    }
  }

  /** The current token; an error where the answer has ended, so that no loop turns for ever. */
  static JsonToken token(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new Unexpected("the answer ends too early");
    }
    return token;
  }

  /**
   * Writes a value at the generator's place.
   *
   * @param value as {@link #value} reads it, or an Integer or Float
   */
  public static void write(JsonGenerator json, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Long || value instanceof Integer) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof BigInteger integer) {
      json.writeNumber(integer);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Float number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object entry : list) {
        write(json, entry);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> object) {
      writeObject(json, object);
    } else {
      throw noValue(value);
    }
  }

  private static void writeObject(JsonGenerator json, Map<?, ?> object) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      json.writeFieldName(entry.getKey().toString());
      write(json, entry.getValue());
    }
    json.writeEndObject();
  }

  /** An object, or null where it would be empty: Chroma refuses empty metadata. */
  static void writeMetadata(JsonGenerator json, Map<String, Object> metadata) throws IOException {
    if (metadata.isEmpty()) {
      json.writeNull();
      return;
    }
    for (Object value : metadata.values()) {
      refuseObjects(value);
    }
    writeObject(json, metadata);
  }

  /** Metadata hold no objects, nor lists of them. */
  private static void refuseObjects(Object value) throws Unexpected {
    if (value instanceof Map<?, ?>) {
      throw noValue(value);
    }
    if (value instanceof List<?> list) {
      for (Object entry : list) {
        refuseObjects(entry);
      }
    }
  }

  private static Unexpected noValue(Object value) {
    return new Unexpected("a " + value.getClass().getSimpleName() + " is no metadata value");
  }
}
