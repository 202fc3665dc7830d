package io.chromarunbook.activities.chroma;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** How an embedding is written into a request; both ways keep every bit. */
enum EmbeddingEncoding {
  /** The shortest decimal of each component that reads back as the same float. */
  NUMBERS {
    @Override
    void write(JsonGenerator json, float[] embedding) throws IOException {
      json.writeStartArray();
      for (float component : embedding) {
        json.writeNumber(component);
      }
      json.writeEndArray();
    }
  },

  /** Half the bytes: little-endian float32 as base64. */
  BASE64 {
    @Override
    void write(JsonGenerator json, float[] embedding) throws IOException {
      ByteBuffer bytes =
          ByteBuffer.allocate(embedding.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(embedding);
      // The generator's own encoder does it three bytes at a time.
      byte[] text = Base64.getEncoder().encode(bytes.array());
      json.writeRawUTF8String(text, 0, text.length);
    }
  };

  abstract void write(JsonGenerator json, float[] embedding) throws IOException;

  static EmbeddingEncoding within(ServerLimits limits) {
    return limits.base64Embeddings() ? BASE64 : NUMBERS;
  }
}
