package io.chromarunbook.activities.inplace;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.Neighbour;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a server reads and searches all collections of a directory that it was given. That it
 * opened and counts them proves nothing: some only break when they are read.
 */
final class CollectionsLook {

  private static final int SAMPLE = 20;
  private static final int NEAREST = 10;

  private final ChromaServer server;
  private final Attempt attempt;

  CollectionsLook(ChromaServer server, Attempt attempt) {
    this.server = server;
    this.attempt = attempt;
  }

  /** A collection as it should be there. */
  record Expected(String name, long records) {}

  /** What is not as it should be; nothing where all is. */
  Optional<String> objection(List<Expected> expected) {
    for (Expected each : expected) {
      try {
        Optional<String> objection = look(each);
        if (objection.isPresent()) {
          return objection;
        }
      } catch (ChromaException e) {
        return Optional.of("the collection '" + each.name() + "' cannot be read: " + e.brief());
      }
      attempt.progress(0, 0);
    }
    return Optional.empty();
  }

  private Optional<String> look(Expected expected) {
    Optional<CollectionInfo> found = server.collection(expected.name());
    if (found.isEmpty()) {
      return Optional.of("the collection '" + expected.name() + "' is not there");
    }
    long count = server.count(found.get());
    if (count != expected.records()) {
      return Optional.of(
          "the collection '%s' counts %,d records instead of %,d"
              .formatted(expected.name(), count, expected.records()));
    }
    return searched(found.get());
  }

  private Optional<String> searched(CollectionInfo collection) {
    List<ChromaRecord> sample = sample(collection);
    List<float[]> questions =
        sample.stream().map(ChromaRecord::embedding).filter(each -> each != null).toList();
    if (questions.size() < sample.size()) {
      return Optional.of(
          "the collection '" + collection.name() + "' has records without embedding");
    }
    if (questions.isEmpty()) {
      return Optional.empty();
    }
    List<List<Neighbour>> answers = server.query(collection, questions, NEAREST);
    int found = 0;
    for (int index = 0; index < answers.size(); index++) {
      String id = sample.get(index).id();
      if (answers.get(index).stream().anyMatch(neighbour -> neighbour.id().equals(id))) {
        found++;
      }
    }
    // Searches are approximate, and of vectors that are like no other they find few: how good they
    // are is what validation finds out, here it is whether the index is there.
    return found > 0
        ? Optional.empty()
        : Optional.of(
            "searches in the collection '%s' find none of %d records by their own embedding"
                .formatted(collection.name(), questions.size()));
  }

  /** The first records in the server's order. */
  List<ChromaRecord> sample(CollectionInfo collection) {
    List<ChromaRecord> sample = new ArrayList<>();
    List<String> ids = server.firstIds(collection, SAMPLE);
    if (!ids.isEmpty()) {
      server.records(collection, ids, sample::add);
    }
    return sample;
  }
}
