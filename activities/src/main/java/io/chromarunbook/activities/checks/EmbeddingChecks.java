package io.chromarunbook.activities.checks;

import io.chromarunbook.chroma.ChromaRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Family 8: the vectors themselves. */
public final class EmbeddingChecks implements RecordChecks {

  // A cosine collection gives back unit vectors times their norms, rounded: 4 ULP a component.
  private static final double NORM_TOLERANCE = 1e-5;

  static final Check PRESENT =
      Check.blocking(
          "embeddings.present",
          "no vector lost",
          "Every record that had a vector still has one.",
          "That it is the same; embeddings.equal says so.",
          Inapplicable.NO_EMBEDDINGS);

  static final Check DIMENSION =
      Check.blocking(
          "embeddings.dimension",
          "every vector of its collection's dimension",
          "No vector was cut off or padded.",
          "That the components are right; embeddings.equal says so.",
          Inapplicable.NO_EMBEDDINGS);

  static final Check FINITE =
      Check.blocking(
          "embeddings.finite",
          "every component a finite number",
          "No component became NaN or infinite.",
          "That the components are right; embeddings.equal says so.",
          Inapplicable.NO_EMBEDDINGS);

  static final Check NORM =
      Check.blocking(
          "embeddings.norm",
          "every vector as long as before",
          "No vector was normalised, zeroed or scaled on its way: its norm is within 0.001 % of the"
              + " source's.",
          "That it points the same way; embeddings.equal says so.",
          Inapplicable.NO_EMBEDDINGS);

  static final Check EQUAL =
      Check.blocking(
          "embeddings.equal",
          "every vector equal: bit by bit for l2 and ip, at most 4 ULP a component for cosine",
          "Every record's vector was read from the target and compared with the snapshot's, all"
              + " components. Cosine collections give back rounded figures on every server, hence"
              + " the tolerance.",
          "That the index finds it; the search family says so.",
          Inapplicable.NO_RECORDS);

  static final Check MISSING_SHARE =
      Check.blocking(
          "embeddings.missing-share",
          "few of the source's records without a vector",
          "The source itself had a vector for nearly every record.",
          "Anything about the target.",
          Inapplicable.NO_RECORDS);

  /** What it consists of. */
  public static final Family FAMILY =
      new Family(
          "embeddings",
          "Embedding integrity",
          List.of(PRESENT, DIMENSION, FINITE, NORM, EQUAL, MISSING_SHARE));

  private final Optional<Integer> dimension;

  /** For records of a collection with this dimension; empty where no record has a vector. */
  public EmbeddingChecks(Optional<Integer> dimension) {
    this.dimension = dimension;
  }

  @Override
  public void look(RecordPair pair, Tallies tallies) {
    float[] expected = pair.expected().embedding();
    if (pair.found().isEmpty()) {
      tallies.due(EQUAL);
      if (expected != null) {
        List.of(PRESENT, DIMENSION, FINITE, NORM).forEach(tallies::due);
      }
      return;
    }
    tallies.look(EQUAL, pair.same("embedding"), pair.id());
    if (expected == null) {
      return;
    }
    float[] found = pair.found().get().embedding();
    tallies.look(PRESENT, found != null, pair.id());
    if (found == null) {
      List.of(DIMENSION, FINITE, NORM).forEach(tallies::due);
      return;
    }
    tallies.look(
        DIMENSION,
        found.length == expected.length && found.length == dimension.orElse(expected.length),
        pair.id());
    tallies.look(FINITE, finite(found), pair.id());
    double before = norm(expected);
    tallies.look(
        NORM,
        Math.abs(norm(found) - before) <= NORM_TOLERANCE * Math.max(before, 1e-30),
        pair.id());
  }

  /** What can be said of a record before it is at the target. */
  public void lookAlone(ChromaRecord record, Tallies tallies) {
    float[] embedding = record.embedding();
    if (embedding != null) {
      tallies.look(DIMENSION, embedding.length == dimension.orElse(embedding.length), record.id());
      tallies.look(FINITE, finite(embedding), record.id());
    }
  }

  /**
   * Judges how many records came without a vector.
   *
   * @param without of the records, those without
   * @param most the greatest share the plan takes, from 0 to 1
   */
  public static void missingShare(long without, long records, double most, Tallies tallies) {
    if (records == 0) {
      return;
    }
    tallies.look(MISSING_SHARE, without <= most * records, "%,d records".formatted(without));
    tallies.words(
        MISSING_SHARE,
        String.format(
            Locale.ROOT, "at most %.1f %% of the source's records without a vector", most * 100),
        "%,d of %,d".formatted(without, records));
  }

  private static boolean finite(float[] vector) {
    for (float component : vector) {
      if (!Float.isFinite(component)) {
        return false;
      }
    }
    return true;
  }

  private static double norm(float[] vector) {
    double sum = 0;
    for (float component : vector) {
      sum += (double) component * component;
    }
    return Math.sqrt(sum);
  }
}
