package io.chromarunbook.activities.monitoring;

import io.chromarunbook.activities.comparison.RecordsById;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.Neighbour;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The same searches in each probe: for records that were migrated, by the embedding each has now.
 * Such a search must find its own record, whatever applications have added beside it.
 */
final class FixedSearches {

  private static final int A_SAMPLE = 3;

  private final ChromaServer target;
  private final Snapshot snapshot;
  private final Attempt attempt;
  private final int neighbours;
  private final List<Double> millis = new ArrayList<>();
  private long unfound;

  FixedSearches(ChromaServer target, Snapshot snapshot, Attempt attempt, int neighbours) {
    this.target = target;
    this.snapshot = snapshot;
    this.attempt = attempt;
    this.neighbours = neighbours;
  }

  /**
   * What they came to.
   *
   * @param unfound how many missed their own record
   * @param p95Millis 0 where none could be made
   */
  record Figures(long searches, long unfound, double p95Millis) {}

  /**
   * Makes them.
   *
   * @throws io.chromarunbook.chroma.ChromaException where the target does not answer
   */
  Figures make() {
    for (Sample sample : Sample.ofProbe(0, snapshot)) {
      Optional<CollectionInfo> info =
          target.collection(snapshot.collection(sample.collection()).target());
      if (info.isPresent()) {
        search(info.get(), sample.ids().stream().limit(A_SAMPLE).toList());
      }
    }
    return new Figures(millis.size(), unfound, p95());
  }

  private void search(CollectionInfo collection, List<String> ids) {
    RecordsById now = RecordsById.fetch(target, collection, ids);
    for (String id : ids) {
      attempt.throwIfCancelled();
      ChromaRecord record = now.get(id);
      if (record == null || record.embedding() == null || record.embedding().length == 0) {
        // Applications may remove records; presence is another look's business.
        continue;
      }
      long start = System.nanoTime();
      List<Neighbour> found =
          target.query(collection, List.of(record.embedding()), neighbours).get(0);
      millis.add((System.nanoTime() - start) / 1e6);
      if (!finds(id, found)) {
        unfound++;
      }
    }
  }

  // Of more equal records than there are neighbours, any may be among them.
  private static boolean finds(String id, List<Neighbour> found) {
    return found.stream().anyMatch(neighbour -> neighbour.id().equals(id))
        || (!found.isEmpty()
            && found.get(0).distance() == found.get(found.size() - 1).distance()
            && found.size() > 1);
  }

  private double p95() {
    List<Double> sorted = millis.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
  }
}
