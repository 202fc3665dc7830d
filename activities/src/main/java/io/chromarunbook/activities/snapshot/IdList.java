package io.chromarunbook.activities.snapshot;

import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * Every id of a collection in a file, listed before any record is fetched: by ids nothing is lost
 * when records come and go meanwhile, by offset it would be.
 *
 * @param file the ids, one JSON string a line
 * @param repeated how many of them are repeats of an earlier one
 */
public record IdList(StoredFile file, long repeated) {

  // Often enough for a heartbeat, seldom enough to cost nothing.
  private static final int NEWS_EVERY = 1_000;

  /**
   * Lists the ids of a collection into a file.
   *
   * @param name of the file in a manifest
   * @param news told now and then how many there are so far; may throw to stop
   */
  public static IdList write(
      ChromaServer server, CollectionInfo collection, Path path, String name, LongConsumer news) {
    RepeatedIds repeats = new RepeatedIds();
    try (IdsWriter writer = new IdsWriter(path)) {
      long[] count = {0};
      server.ids(
          collection,
          id -> {
            writer.write(id);
            repeats.add(id);
            if (++count[0] % NEWS_EVERY == 0) {
              news.accept(count[0]);
            }
          });
      StoredFile file = writer.publish(name);
      return new IdList(file, repeats.in(path));
    }
  }
}
