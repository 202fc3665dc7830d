package io.chromarunbook.activities.dryrun;

import io.chromarunbook.chroma.ChromaRecord;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may decide whether a server takes a record, as phrases that go on "a record with …". There
 * are some dozens in all, whatever the data: sizes count by the greatest of a few bounds they
 * exceed.
 */
final class Traits {

  private static final long[] KEYS = {1024, 256, 128, 32, 16};
  private static final long[] NAME = {4096, 1024, 256, 128, 36};
  private static final long[] TEXT = {1 << 20, 64 << 10, 16 << 10, 4096, 1024, 256};
  private static final long[] DOCUMENT = {
    16 << 20, 4 << 20, 1 << 20, 256 << 10, 64 << 10, 16 << 10, 4096
  };
  private static final long[] REQUEST = {
    32 << 20, 16 << 20, 8 << 20, 4 << 20, 2 << 20, 1 << 20, 256 << 10
  };
  private static final long[] LIST = {1024, 128, 16};
  private static final long EXACT_IN_A_DOUBLE = 1L << 53;

  private final Set<String> traits = new TreeSet<>();

  private Traits() {}

  /**
   * The traits of a record as it is to be written.
   *
   * @param bytes it takes in a request, about
   */
  static Set<String> of(ChromaRecord record, long bytes) {
    Traits found = new Traits();
    found.size("a request of more than %,d bytes for it alone", REQUEST, bytes);
    found.name("an id", record.id());
    found.document(record.document());
    if (record.uri() != null) {
      found.add("a uri");
    }
    found.embedding(record.embedding());
    found.metadata(record.metadata());
    return found.traits;
  }

  private void metadata(Map<String, Object> metadata) {
    if (metadata.isEmpty()) {
      add("no metadata");
    }
    size("more than %,d metadata keys", KEYS, metadata.size());
    metadata.forEach(
        (key, value) -> {
          name("a metadata key", key);
          value(value);
        });
  }

  private void value(Object value) {
    if (value instanceof List<?> list) {
      add("a metadata list of " + (list.isEmpty() ? "nothing" : type(list.get(0)) + "s"));
      size("a metadata list of more than %,d values", LIST, list.size());
      return;
    }
    add("a metadata value of the type " + type(value));
    if (value instanceof String text) {
      size("a metadata text of more than %,d characters", TEXT, text.length());
      if (text.isEmpty()) {
        add("an empty metadata text");
      }
    }
    if (value instanceof Long number && Math.abs(number) > EXACT_IN_A_DOUBLE) {
      add("a metadata integer beyond 53 bits");
    }
  }

  private static String type(Object value) {
    if (value instanceof String) {
      return "text";
    }
    if (value instanceof Boolean) {
      return "boolean";
    }
    return value instanceof Double ? "float" : value instanceof Long ? "integer" : "other value";
  }

  private void name(String what, String name) {
    size(what + " of more than %,d characters", NAME, name.length());
    if (!plain(name)) {
      add(what + " with other characters than letters, digits, '.', '_', ':', '/' and '-'");
    }
  }

  private static boolean plain(String name) {
    for (int index = 0; index < name.length(); index++) {
      char each = name.charAt(index);
      boolean letter = (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z');
      if (!letter && (each < '0' || each > '9') && "._:/-".indexOf(each) < 0) {
        return false;
      }
    }
    return true;
  }

  private void document(String document) {
    if (document == null) {
      add("no document");
      return;
    }
    add(document.isEmpty() ? "an empty document" : "a document");
    size("a document of more than %,d characters", DOCUMENT, document.length());
  }

  private void embedding(float[] embedding) {
    if (embedding == null) {
      add("no embedding");
      return;
    }
    add("%d dimensions".formatted(embedding.length));
    for (float component : embedding) {
      if (component != 0) {
        return;
      }
    }
    add("an embedding of nothing but zeros");
  }

  private void size(String phrase, long[] bounds, long size) {
    for (long bound : bounds) {
      if (size > bound) {
        add(String.format(Locale.ROOT, phrase, bound));
        return;
      }
    }
  }

  private void add(String trait) {
    traits.add(trait);
  }
}
