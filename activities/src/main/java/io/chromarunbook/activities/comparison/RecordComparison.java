package io.chromarunbook.activities.comparison;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.DistanceFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Equality of records, with a rule per field:
 *
 * <ul>
 *   <li>ids, documents, uris, strings, integers and booleans are exact; 1 and 1.0 differ, because
 *       the type is part of a value; an empty document is not an absent one
 *   <li>metadata floats may be 2 ULP apart, because 1.x servers rewrite the last bit of some
 *   <li>lists have the same length, order and types, and each element follows the rule of its type
 *   <li>embeddings are bit-exact for l2 and ip; for cosine each component may be 4 ULP apart,
 *       because the index keeps unit vectors and multiplies the norm back in
 *   <li>empty metadata, null metadata and a key without value are all absence
 * </ul>
 *
 * <p>ULPs count the representable numbers between two values, across zero too. Where a tolerance
 * applies, 0.0 and -0.0 are 0 ULP apart, so they are equal by tolerance; where it does not (l2, ip)
 * they differ, because servers give the sign back. NaN equals only NaN. Safe for use by several
 * threads.
 */
public final class RecordComparison {

  /** How far apart two metadata floats may be. */
  public static final long METADATA_ULPS = 2;

  /** How far apart two components of an embedding may be in a cosine collection. */
  public static final int COSINE_ULPS = 4;

  private static final Comparison EQUAL = new Comparison.Equal();
  private static final Comparison BY_TOLERANCE = new Comparison.EqualByTolerance();

  /** Ordered from better to worse, so that the worse of two is the greater. */
  private enum Verdict {
    SAME,
    WITHIN_TOLERANCE,
    OTHER;

    Verdict and(Verdict next) {
      return next.compareTo(this) > 0 ? next : this;
    }
  }

  private final DistanceFunction distance;

  /** The rules for a collection that measures distance like this. */
  public RecordComparison(DistanceFunction distance) {
    this.distance = distance;
  }

  /** Compares what should be there with what is there. */
  public Comparison compare(ChromaRecord expected, ChromaRecord found) {
    List<String> different = new ArrayList<>(0);
    if (!expected.id().equals(found.id())) {
      different.add("id");
    }
    if (!Objects.equals(expected.document(), found.document())) {
      different.add("document");
    }
    if (!Objects.equals(expected.uri(), found.uri())) {
      different.add("uri");
    }
    Verdict metadata = metadata(expected.metadata(), found.metadata(), different);
    Verdict embedding = embeddings(expected.embedding(), found.embedding());
    if (embedding == Verdict.OTHER) {
      different.add("embedding");
    }
    if (!different.isEmpty()) {
      return new Comparison.Different(different);
    }
    return metadata.and(embedding) == Verdict.SAME ? EQUAL : BY_TOLERANCE;
  }

  /** The keys under which two sets of metadata differ beyond tolerance, in order. */
  public static List<String> differingKeys(
      Map<String, Object> expected, Map<String, Object> found) {
    Set<String> keys = new TreeSet<>(expected.keySet());
    keys.addAll(found.keySet());
    return keys.stream()
        .filter(key -> values(expected.get(key), found.get(key)) == Verdict.OTHER)
        .toList();
  }

  private static Verdict metadata(
      Map<String, Object> expected, Map<String, Object> found, List<String> different) {
    Verdict verdict = Verdict.SAME;
    for (Map.Entry<String, Object> field : expected.entrySet()) {
      Verdict value = values(field.getValue(), found.get(field.getKey()));
      if (value == Verdict.OTHER) {
        different.add("metadata:" + field.getKey());
      }
      verdict = verdict.and(value);
    }
    for (Map.Entry<String, Object> field : found.entrySet()) {
      if (field.getValue() != null && !expected.containsKey(field.getKey())) {
        different.add("metadata:" + field.getKey());
        verdict = Verdict.OTHER;
      }
    }
    return verdict;
  }

  private static Verdict values(Object expected, Object found) {
    if (expected instanceof Double left && found instanceof Double right) {
      return doubles(left, right);
    }
    if (expected instanceof List<?> left && found instanceof List<?> right) {
      return lists(left, right);
    }
    return Objects.equals(expected, found) ? Verdict.SAME : Verdict.OTHER;
  }

  private static Verdict lists(List<?> expected, List<?> found) {
    if (expected.size() != found.size()) {
      return Verdict.OTHER;
    }
    Verdict verdict = Verdict.SAME;
    for (int index = 0; index < expected.size(); index++) {
      verdict = verdict.and(values(expected.get(index), found.get(index)));
    }
    return verdict;
  }

  private static Verdict doubles(double expected, double found) {
    if (Double.doubleToLongBits(expected) == Double.doubleToLongBits(found)) {
      return Verdict.SAME;
    }
    if (!Double.isFinite(expected) || !Double.isFinite(found)) {
      return Verdict.OTHER;
    }
    // Unsigned, because numbers of opposite sign can be further apart than a long can say.
    long apart = inOrder(expected) - inOrder(found);
    long ulps = inOrder(expected) < inOrder(found) ? -apart : apart;
    return Long.compareUnsigned(ulps, METADATA_ULPS) <= 0
        ? Verdict.WITHIN_TOLERANCE
        : Verdict.OTHER;
  }

  private Verdict embeddings(float[] expected, float[] found) {
    if (Arrays.equals(expected, found)) {
      return Verdict.SAME;
    }
    if (distance != DistanceFunction.COSINE
        || expected == null
        || found == null
        || expected.length != found.length) {
      return Verdict.OTHER;
    }
    for (int index = 0; index < expected.length; index++) {
      float left = expected[index];
      float right = found[index];
      if (Float.floatToRawIntBits(left) == Float.floatToRawIntBits(right)) {
        continue;
      }
      long apart = (long) inOrder(left) - inOrder(right);
      if (!Float.isFinite(left) || !Float.isFinite(right) || Math.abs(apart) > COSINE_ULPS) {
        return Verdict.OTHER;
      }
    }
    return Verdict.WITHIN_TOLERANCE;
  }

  /** A number's place among all floats, so that neighbours are 1 apart and both zeros are 0. */
  private static int inOrder(float value) {
    int bits = Float.floatToRawIntBits(value);
    return bits < 0 ? Integer.MIN_VALUE - bits : bits;
  }

  /** A number's place among all doubles, so that neighbours are 1 apart and both zeros are 0. */
  private static long inOrder(double value) {
    long bits = Double.doubleToRawLongBits(value);
    return bits < 0 ? Long.MIN_VALUE - bits : bits;
  }
}
