package io.chromarunbook.activities.snapshot;

import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.text.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Ids that a collection got after it was listed: by them people recognise who still writes to it.
 *
 * @param number how many
 * @param first some of them, as sentences show them
 */
record NewIds(long number, List<String> first) {

  private static final int SHOWN = 10;
  private static final int LONGEST_SHOWN = 60;

  NewIds {
    first = List.copyOf(first);
  }

  /**
   * Lists a collection again.
   *
   * @param earlier the ids it had, in a file
   * @param news told how many it lists now; may throw to stop
   */
  static NewIds since(
      IdList earlier,
      Path path,
      ChromaServer server,
      CollectionInfo collection,
      LongConsumer news) {
    // Eight bytes an id, as where repeats are counted; whoever is taken for known is not counted.
    long[] known = new long[Math.toIntExact(earlier.file().records())];
    try (IdsReader ids = new IdsReader(path, 0)) {
      for (int index = 0; index < known.length; index++) {
        known[index] = RepeatedIds.hash(ids.next());
      }
    }
    Arrays.sort(known);
    List<String> first = new ArrayList<>();
    long[] listed = {0, 0};
    server.ids(
        collection,
        id -> {
          news.accept(++listed[0]);
          if (Arrays.binarySearch(known, RepeatedIds.hash(id)) < 0) {
            listed[1]++;
            if (first.size() < SHOWN) {
              first.add(Printable.of(id, LONGEST_SHOWN));
            }
          }
        });
    return new NewIds(listed[1], first);
  }

  /** For the inside of a sentence. */
  String words() {
    return number == 0
        ? "none came since it was listed"
        : "%,d came since it was listed: %s%s"
            .formatted(number, String.join(", ", first), number > first.size() ? " and more" : "");
  }
}
