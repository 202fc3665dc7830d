package io.chromarunbook.activities.chroma;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A request's JSON, written once into one growing array and sent from there without a copy. */
final class RequestBody {

  /** Writes the fields of the body's object. */
  interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  private static final class Buffer extends ByteArrayOutputStream {
    byte[] array() {
      return buf;
    }
  }

  private final byte[] bytes;
  private final int length;

  private RequestBody(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  /**
   * @throws ChromaException of kind REFUSED where a value cannot be said in JSON, like half a
   *     surrogate pair
   */
  static RequestBody of(Fields fields) {
    Buffer buffer = new Buffer();
    try (JsonGenerator json = Json.FACTORY.createGenerator(buffer)) {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new ChromaException(
          ChromaException.Kind.REFUSED,
          "A value cannot be written as JSON: " + Texts.printable(e.getMessage()),
          e);
    }
    return new RequestBody(buffer.array(), buffer.size());
  }

  /** The array, of which the first {@link #length} bytes count. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
