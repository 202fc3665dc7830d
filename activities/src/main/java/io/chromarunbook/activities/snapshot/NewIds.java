package io.chromarunbook.activities.snapshot;

import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.text.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Ids that a collection got after it was listed: by them people recognise who still writes to it.
 *
 * @param number how many
 * @param ids the first hundred thousand of them
 */
record NewIds(long number, List<String> ids) {

  private static final int MOST = 100_000;
  private static final int SHOWN = 10;
  private static final int LONGEST_SHOWN = 60;

  NewIds {
    ids = List.copyOf(ids);
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
    List<String> came = new ArrayList<>();
    long[] listed = {0, 0};
    server.ids(
        collection,
        id -> {
          news.accept(++listed[0]);
          if (Arrays.binarySearch(known, RepeatedIds.hash(id)) < 0) {
            listed[1]++;
            if (came.size() < MOST) {
              came.add(id);
            }
          }
        });
    return new NewIds(listed[1], came);
  }

  /** For the inside of a sentence, when they are kept in a file. */
  String words(Path kept) {
    return "%,d came since it was listed: %s%s (listed in %s)"
        .formatted(
            number,
            ids.stream()
                .limit(SHOWN)
                .map(id -> Printable.of(id, LONGEST_SHOWN))
                .collect(Collectors.joining(", ")),
            number > SHOWN ? " and more" : "",
            kept);
  }
}
