package io.chromarunbook.activities.snapshotsource;

import io.chromarunbook.activities.distance.DistanceMeter;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.Neighbour;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Finds the nearest records by looking at every one: what an index only comes near to. */
final class NearestRecords {

  private static final Comparator<Neighbour> FARTHEST_FIRST =
      Comparator.comparingDouble(Neighbour::distance).reversed();

  /** One of the questions, with the nearest records so far. */
  private record Question(DistanceMeter.Measured vector, PriorityQueue<Neighbour> nearest) {}

  private final DistanceMeter meter;
  private final int count;
  private final List<Question> questions = new ArrayList<>();

  private NearestRecords(DistanceMeter meter, int count) {
    this.meter = meter;
    this.count = count;
  }

  /**
   * To each of these vectors.
   *
   * @throws ChromaException of kind REFUSED where one has not the collection's dimension
   */
  static NearestRecords to(
      List<float[]> vectors, DistanceFunction distance, Optional<Integer> dimension, int count) {
    NearestRecords nearest = new NearestRecords(new DistanceMeter(distance), count);
    for (float[] vector : vectors) {
      if (dimension.isPresent() && dimension.get() != vector.length) {
        throw new ChromaException(
            ChromaException.Kind.REFUSED,
            "The snapshot's collection has embeddings of dimension "
                + dimension.get()
                + ", and was asked by one of "
                + vector.length
                + ".",
            null);
      }
      nearest.questions.add(
          new Question(nearest.meter.measured(vector), new PriorityQueue<>(FARTHEST_FIRST)));
    }
    return nearest;
  }

  void look(ChromaRecord record) {
    if (record.embedding() == null) {
      return;
    }
    DistanceMeter.Measured measured = meter.measured(record.embedding());
    for (Question question : questions) {
      if (question.vector().comparable(measured)) {
        look(question, record.id(), meter.between(question.vector(), measured));
      }
    }
  }

  private void look(Question question, String id, double distance) {
    PriorityQueue<Neighbour> nearest = question.nearest();
    // Of equals the earlier record stays.
    if (nearest.size() < count || distance < nearest.peek().distance()) {
      nearest.add(new Neighbour(id, distance));
      if (nearest.size() > count) {
        nearest.poll();
      }
    }
  }

  /** Of each vector, nearest first. */
  List<List<Neighbour>> found() {
    return questions.stream()
        .map(
            question ->
                question.nearest().stream()
                    .sorted(Comparator.comparingDouble(Neighbour::distance))
                    .toList())
        .toList();
  }
}
