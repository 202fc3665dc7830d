package io.chromarunbook.gate.journal;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Which records a write's body names. Read token by token: a body may be larger than memory. */
public final class BodyIds {

  private static final JsonFactory JSON = new JsonFactory();

  private BodyIds() {}

  /** The ids; null where it has none, or is no JSON, which the server then says. */
  public static List<String> in(InputStream body) throws IOException {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals("ids") && value == JsonToken.START_ARRAY) {
          return strings(parser);
        }
        parser.skipChildren();
      }
      return null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static List<String> strings(JsonParser parser) throws IOException {
    List<String> ids = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        ids.add(parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    return ids;
  }
}
