package io.chromarunbook.activities.putback;

import io.chromarunbook.activities.run.DurableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Records that are deleted at the source only to be written anew, on disk: whoever is interrupted
 * in between finds out that they are not gone by somebody else's hand.
 */
public final class ReplacedRecords {

  /** One of them, by its collection's name at the source. */
  record Key(String collection, String id) {}

  /** All of them, as the file has them. */
  record Keys(List<Key> records) {

    Keys {
      records = List.copyOf(records);
    }
  }

  private final Path file;
  private final Set<Key> keys;

  private ReplacedRecords(Path file, Set<Key> keys) {
    this.file = file;
    this.keys = keys;
  }

  /** What an interrupted putting back left there. */
  public static ReplacedRecords read(Path file) {
    return new ReplacedRecords(
        file,
        Files.exists(file)
            ? new LinkedHashSet<>(DurableFile.readJson(file, Keys.class).records())
            : new LinkedHashSet<>());
  }

  /** Whether this record was being replaced when somebody was interrupted. */
  boolean has(String collection, String id) {
    return keys.contains(new Key(collection, id));
  }

  /** These are about to be deleted. */
  void begin(String collection, List<String> ids) {
    ids.forEach(id -> keys.add(new Key(collection, id)));
    DurableFile.writeJson(file, new Keys(List.copyOf(keys)));
  }

  /** These are there again. */
  void end(String collection, List<String> ids) {
    boolean any = false;
    for (String id : ids) {
      any |= keys.remove(new Key(collection, id));
    }
    if (!any) {
      return;
    }
    if (keys.isEmpty()) {
      try {
        Files.delete(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } else {
      DurableFile.writeJson(file, new Keys(List.copyOf(keys)));
    }
  }
}
