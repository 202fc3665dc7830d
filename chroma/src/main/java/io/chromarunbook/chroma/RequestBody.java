package io.chromarunbook.chroma;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import okio.Buffer;
import okio.ByteString;

/** A request's JSON, written once into segments of memory that are sent from there uncopied. */
record RequestBody(ByteString json) {

  /** Writes the fields of the body's object. */
  interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /**
   * @throws ChromaException of kind REFUSED where a value cannot be said in JSON, like half a
   *     surrogate pair
   */
  static RequestBody of(Fields fields) {
    Buffer buffer = new Buffer();
    try (JsonGenerator json = JsonStreams.FACTORY.createGenerator(buffer.outputStream())) {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new ChromaException(
          ChromaException.Kind.REFUSED,
          "A value cannot be written as JSON: " + Texts.printable(e.getMessage()),
          e);
    }
    return new RequestBody(buffer.snapshot());
  }
}
