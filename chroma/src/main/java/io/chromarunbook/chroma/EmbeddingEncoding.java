package io.chromarunbook.chroma;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** How embeddings are written into a request; both ways keep every bit. */
enum EmbeddingEncoding {
  /** The shortest decimal of each component that reads back as the same float. */
  NUMBERS {
    @Override
    Writer writer() {
      return EmbeddingEncoding::writeNumbers;
    }
  },

  /** Half the bytes: little-endian float32 as base64. */
  BASE64 {
    @Override
    Writer writer() {
      return new Base64Writer();
    }
  };

  /** Writes one embedding after the other, on one thread. */
  interface Writer {
    void write(JsonGenerator json, float[] embedding) throws IOException;
  }

  abstract Writer writer();

  static EmbeddingEncoding within(ServerLimits limits) {
    return limits.base64Embeddings() ? BASE64 : NUMBERS;
  }

  private static void writeNumbers(JsonGenerator json, float[] embedding) throws IOException {
    json.writeStartArray();
    for (float component : embedding) {
      json.writeNumber(component);
    }
    json.writeEndArray();
  }

  /** The embeddings of a request are of one size, so what one is written with serves them all. */
  private static final class Base64Writer implements Writer {

    private static final Base64.Encoder ENCODER = Base64.getEncoder();

    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private byte[] text = new byte[0];

    @Override
    public void write(JsonGenerator json, float[] embedding) throws IOException {
      if (bytes.capacity() != embedding.length * Float.BYTES) {
        bytes = ByteBuffer.allocate(embedding.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        text = new byte[(bytes.capacity() + 2) / 3 * 4];
      }
      bytes.asFloatBuffer().put(embedding);
      // The generator's own encoder does it three bytes at a time.
      json.writeRawUTF8String(text, 0, ENCODER.encode(bytes.array(), text));
    }
  }
}
