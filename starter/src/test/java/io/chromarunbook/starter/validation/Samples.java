package io.chromarunbook.starter.validation;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Records made by a seed, alike at every run. */
final class Samples {

  private static final List<String> LANGUAGES = List.of("en", "fr", "de");
  private static final List<String> WORDS =
      List.of("archive", "benchmark", "cluster", "document", "embedding", "forecast", "gateway");

  private Samples() {}

  /** A collection whose index finds every neighbour among some hundred records. */
  static NewCollection collection(String name, DistanceFunction distance) {
    return new NewCollection(
        name,
        Map.of("about", name),
        distance,
        new IndexSettings(Optional.of(200), Optional.of(200), Optional.of(32)));
  }

  /** Records with a text, an accent in it, a uri and one field of each simple type. */
  static List<ChromaRecord> records(String prefix, int count, int dimension) {
    Random random = new Random(prefix.hashCode());
    List<ChromaRecord> records = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      records.add(record(prefix, number, vector(random, dimension)));
    }
    return records;
  }

  private static ChromaRecord record(String prefix, int number, float[] embedding) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("lang", LANGUAGES.get(number % LANGUAGES.size()));
    metadata.put("number", (long) number);
    metadata.put("score", number / 8.0);
    metadata.put("new", number % 2 == 0);
    return new ChromaRecord(
        prefix + "-" + number,
        "Caf\u00e9 " + WORDS.get(number % WORDS.size()) + " " + number,
        "file:" + prefix + "/" + number,
        metadata,
        embedding);
  }

  /** The same records, each with a list of its own. */
  static List<ChromaRecord> withLists(List<ChromaRecord> records) {
    return records.stream()
        .map(record -> Damage.field("tags", List.of(record.id(), "b")).apply(record))
        .toList();
  }

  /** The same records with vectors of length 1, which inner products are made for. */
  static List<ChromaRecord> ofLengthOne(List<ChromaRecord> records) {
    return records.stream()
        .map(
            record ->
                new ChromaRecord(
                    record.id(),
                    record.document(),
                    record.uri(),
                    record.metadata(),
                    ofLengthOne(record.embedding())))
        .toList();
  }

  private static float[] ofLengthOne(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    float[] unit = new float[vector.length];
    for (int index = 0; index < unit.length; index++) {
      unit[index] = (float) (vector[index] / Math.sqrt(squares));
    }
    return unit;
  }

  /** A vector in a direction and of a length of its own. */
  static float[] vector(Random random, int dimension) {
    float[] vector = new float[dimension];
    double length = 0.5 + random.nextDouble() * 3;
    for (int index = 0; index < dimension; index++) {
      vector[index] = (float) (random.nextGaussian() * length);
    }
    return vector;
  }
}
