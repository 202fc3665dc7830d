package io.chromarunbook.gate.translation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * The body of a get, query or delete: an empty condition is none, and data, which no server has, is
 * not asked for. All else is passed on event by event, and no number changes.
 */
final class Conditions {
  private final ObjectMapper json;

  Conditions(ObjectMapper json) {
    this.json = json;
  }

  byte[] translated(byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
    try (JsonParser in = json.createParser(body);
        JsonGenerator generator = json.createGenerator(out)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return body;
      }
      generator.writeStartObject();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        generator.writeFieldName(name);
        in.nextToken();
        switch (name) {
          case "where", "where_document" -> condition(in, generator);
          case "include" -> include(in, generator);
          default -> generator.copyCurrentStructureExact(in);
        }
      }
      generator.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void condition(JsonParser in, JsonGenerator out) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      out.copyCurrentStructureExact(in);
      return;
    }
    if (in.nextToken() == JsonToken.END_OBJECT) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    while (in.currentToken() == JsonToken.FIELD_NAME) {
      out.copyCurrentStructureExact(in);
      in.nextToken();
    }
    out.writeEndObject();
  }

  private static void include(JsonParser in, JsonGenerator out) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      out.copyCurrentStructureExact(in);
      return;
    }
    out.writeStartArray();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() != JsonToken.VALUE_STRING || !in.getText().equals("data")) {
        out.copyCurrentStructureExact(in);
      }
    }
    out.writeEndArray();
  }
}
