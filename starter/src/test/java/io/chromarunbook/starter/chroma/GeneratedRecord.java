package io.chromarunbook.starter.chroma;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A record made by a seed. Most are well-formed; some have what only some servers take: an odd key,
 * no vector.
 *
 * @param seed of the set it belongs to, to make it again
 */
record GeneratedRecord(
    int seed, String id, String document, String uri, ObjectNode metadata, ArrayNode embedding) {
  private static final int DIMENSION = 3;
  private static final String[] PIECES = {
    "a",
    "Z",
    " ",
    "\n",
    "\\",
    "\"",
    "/",
    "é",
    "e\u0301",
    "\u0000",
    "\u202e",
    "日",
    "\uD83D\uDE00",
    "%",
    "'",
    "\u2028",
    "{}",
    "0",
    "\t",
    "ß"
  };

  /** Not chroma:document, which under another type than text ends the writing of a 1.x server. */
  private static final String[] ODD_KEYS = {"", "#a", "$and", "chroma:x"};

  private static final double[] DOUBLES = {
    0.1, -0.0, 1.0, 1e300, 4.9e-324, 3.141592653589793, 1e-5, 123456789.125
  };
  private static final long[] LONGS = {
    0, 1, -1, 9007199254740993L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 31
  };
  private static final float[] COMPONENTS = {
    0.1f, -2.5f, 1, 1e-20f, 3e5f, -1e-6f, 0.33333334f, 16777216f
  };

  /** All records of a set, with different ids. */
  static List<GeneratedRecord> set(int seed) {
    Random random = new Random(seed);
    List<GeneratedRecord> set = new ArrayList<>();
    int size = 1 + random.nextInt(8);
    for (int number = 0; number < size; number++) {
      set.add(
          new GeneratedRecord(
              seed,
              seed + "/" + number + "/" + text(random, 6),
              random.nextInt(5) == 0 ? null : text(random, 30),
              random.nextInt(3) == 0 ? text(random, 8) : null,
              metadata(random),
              random.nextInt(25) == 0 ? null : embedding(random)));
    }
    return set;
  }

  private static String text(Random random, int longest) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(longest); left > 0; left--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static ObjectNode metadata(Random random) {
    ObjectNode metadata = RawChroma.JSON.createObjectNode();
    for (int left = random.nextInt(6); left > 0; left--) {
      String key =
          random.nextInt(60) == 0
              ? ODD_KEYS[random.nextInt(ODD_KEYS.length)]
              : "k" + text(random, 4);
      switch (random.nextInt(6)) {
        case 0 -> metadata.put(key, text(random, 12));
        case 1 -> metadata.put(key, LONGS[random.nextInt(LONGS.length)]);
        case 2 -> metadata.put(key, DOUBLES[random.nextInt(DOUBLES.length)]);
        case 3 -> metadata.put(key, random.nextBoolean());
        case 4 -> metadata.putNull(key);
        default -> metadata.put(key, random.nextDouble());
      }
    }
    return metadata;
  }

  private static ArrayNode embedding(Random random) {
    ArrayNode embedding = RawChroma.JSON.createArrayNode();
    for (int place = 0; place < DIMENSION; place++) {
      embedding.add(
          random.nextInt(3) == 0
              ? COMPONENTS[random.nextInt(COMPONENTS.length)]
              : (float) random.nextGaussian());
    }
    return embedding;
  }

  /** One request with all of these. */
  static String body(List<GeneratedRecord> records) {
    ObjectNode body = RawChroma.JSON.createObjectNode();
    ArrayNode ids = body.putArray("ids");
    ArrayNode embeddings = body.putArray("embeddings");
    ArrayNode documents = body.putArray("documents");
    ArrayNode uris = body.putArray("uris");
    ArrayNode metadatas = body.putArray("metadatas");
    for (GeneratedRecord record : records) {
      ids.add(record.id());
      embeddings.add(record.embedding());
      documents.add(record.document());
      uris.add(record.uri());
      metadatas.add(record.metadata());
    }
    return body.toString();
  }
}
