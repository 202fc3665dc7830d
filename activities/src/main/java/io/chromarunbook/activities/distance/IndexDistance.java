package io.chromarunbook.activities.distance;

import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.Neighbour;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * By which function a collection's index measures, found by asking it: what the collection's
 * metadata say of that drifts from the index, because {@code modify} drops {@code hnsw:space} and a
 * later {@code get_or_create} names another one (chroma-core/chroma issues 1168, 2515).
 */
public sealed interface IndexDistance {

  /** It measures by this one and by no other. */
  record Measured(DistanceFunction function) implements IndexDistance {}

  /** Its answers fit several: the records cannot tell them apart. */
  record Tied(Set<DistanceFunction> among) implements IndexDistance {

    public Tied {
      among = Set.copyOf(among);
    }
  }

  /** Its answers fit none that Chroma has. */
  record Unknown() implements IndexDistance {}

  /** It holds nothing that could be asked for. */
  record Nothing() implements IndexDistance {}

  /** It could not be asked. */
  record NotMeasured(String why) implements IndexDistance {}

  /**
   * Asks an index.
   *
   * @param sample records of the collection, of which a few with embeddings are asked for
   * @throws ChromaException where the server is not there now; what it refuses is {@link
   *     NotMeasured}
   */
  static IndexDistance of(ChromaServer server, CollectionInfo info, List<ChromaRecord> sample) {
    try {
      return new Asked(server, info, sample).answer();
    } catch (ChromaException e) {
      if (e.kind().transientFault()) {
        throw e;
      }
      return new NotMeasured(e.getMessage());
    }
  }

  /** A few questions to one index, with what the vectors themselves say to the answers. */
  final class Asked {

    private static final int QUESTIONS = 3;
    private static final int NEIGHBOURS = 5;

    /** Of another length than any vector: cosine and ip differ then, on unit vectors too. */
    private static final float STRETCH = 1.75f;

    /** Servers add 32-bit floats in another order; of what the sums are made of. */
    private static final double TOLERANCE = 5e-4;

    private final ChromaServer server;
    private final CollectionInfo info;
    private final Map<String, float[]> vectors = new HashMap<>();
    private final List<float[]> questions = new ArrayList<>();

    private Asked(ChromaServer server, CollectionInfo info, List<ChromaRecord> sample) {
      this.server = server;
      this.info = info;
      for (ChromaRecord record : sample) {
        if (record.embedding() != null) {
          vectors.put(record.id(), record.embedding());
          if (questions.size() < QUESTIONS && length(record.embedding()) > 0) {
            questions.add(stretched(record.embedding()));
          }
        }
      }
    }

    private static float[] stretched(float[] vector) {
      float[] stretched = vector.clone();
      for (int index = 0; index < stretched.length; index++) {
        stretched[index] *= STRETCH;
      }
      return stretched;
    }

    private IndexDistance answer() {
      if (questions.isEmpty()) {
        return new Nothing();
      }
      List<List<Neighbour>> answers =
          server.query(info, questions, Math.min(NEIGHBOURS, vectors.size()));
      fetchUnknown(answers);
      EnumSet<DistanceFunction> fitting = EnumSet.allOf(DistanceFunction.class);
      boolean compared = false;
      for (int index = 0; index < questions.size(); index++) {
        float[] question = questions.get(index);
        for (Neighbour neighbour : answers.get(index)) {
          float[] vector = vectors.get(neighbour.id());
          if (vector != null && vector.length == question.length) {
            compared = true;
            fitting.removeIf(function -> !fits(function, question, vector, neighbour.distance()));
          }
        }
      }
      return compared
          ? found(fitting)
          : new NotMeasured("it answered with no record that is there");
    }

    private static IndexDistance found(EnumSet<DistanceFunction> fitting) {
      return switch (fitting.size()) {
        case 0 -> new Unknown();
        case 1 -> new Measured(fitting.iterator().next());
        default -> new Tied(fitting);
      };
    }

    private void fetchUnknown(List<List<Neighbour>> answers) {
      Set<String> unknown = new TreeSet<>();
      answers.forEach(answer -> answer.forEach(neighbour -> unknown.add(neighbour.id())));
      unknown.removeAll(vectors.keySet());
      if (!unknown.isEmpty()) {
        server.records(
            info,
            List.copyOf(unknown),
            record -> {
              if (record.embedding() != null) {
                vectors.put(record.id(), record.embedding());
              }
            });
      }
    }

    private static boolean fits(
        DistanceFunction function, float[] question, float[] vector, double given) {
      double computed = new DistanceMeter(function).between(question, vector);
      double lengths = length(question) * length(vector);
      double made =
          switch (function) {
            case L2 -> squared(length(question)) + squared(length(vector));
            case IP -> Math.max(1, lengths);
            case COSINE -> 1;
          };
      return Math.abs(given - computed) <= TOLERANCE * made;
    }

    private static double length(float[] vector) {
      double sum = 0;
      for (float each : vector) {
        sum += squared(each);
      }
      return Math.sqrt(sum);
    }

    private static double squared(double value) {
      return value * value;
    }
  }
}
