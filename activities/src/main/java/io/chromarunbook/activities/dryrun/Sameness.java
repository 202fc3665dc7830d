package io.chromarunbook.activities.dryrun;

import io.chromarunbook.activities.chroma.ChromaRecord;
import java.util.Map;
import java.util.Objects;

/**
 * Whether a scratch record came back as it went, with room for the last bits a server may rewrite.
 * Finer judgement is validation's.
 */
final class Sameness {

  private static final double RELATIVE = 1e-6;

  private Sameness() {}

  static boolean same(ChromaRecord written, ChromaRecord back) {
    return back != null
        && Objects.equals(written.document(), back.document())
        && Objects.equals(written.uri(), back.uri())
        && sameMetadata(written.metadata(), back.metadata())
        && sameEmbedding(written.embedding(), back.embedding());
  }

  private static boolean sameMetadata(Map<String, Object> written, Map<String, Object> back) {
    return written.keySet().equals(back.keySet())
        && written.entrySet().stream()
            .allMatch(field -> sameValue(field.getValue(), back.get(field.getKey())));
  }

  private static boolean sameValue(Object written, Object back) {
    if (written instanceof Double number && back instanceof Double found) {
      return Math.abs(number - found) <= 2 * Math.ulp(number);
    }
    return Objects.equals(written, back);
  }

  private static boolean sameEmbedding(float[] written, float[] back) {
    if (back == null || written.length != back.length) {
      return false;
    }
    double norm = 0;
    for (float component : written) {
      norm += (double) component * component;
    }
    double tolerance = RELATIVE * Math.sqrt(norm);
    for (int index = 0; index < written.length; index++) {
      if (Math.abs((double) written[index] - back[index]) > tolerance) {
        return false;
      }
    }
    return true;
  }
}
