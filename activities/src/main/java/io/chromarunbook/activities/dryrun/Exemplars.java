package io.chromarunbook.activities.dryrun;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.RequestSize;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Gathers which records stand for each trait. */
final class Exemplars {

  private static final RequestSize SIZE = RequestSize.inBase64();

  private final Map<String, Exemplar> byTrait = new TreeMap<>();

  /** Takes in a record as it is to be written. */
  void add(ChromaRecord record) {
    long bytes = SIZE.of(record);
    Exemplar alone = new Exemplar(1, record.id(), bytes, record.id(), bytes);
    for (String trait : Traits.of(record, bytes)) {
      byTrait.merge(trait, alone, Exemplar::plus);
    }
  }

  /** Takes in what was gathered elsewhere. */
  void add(Map<String, Exemplar> others) {
    others.forEach((trait, exemplar) -> byTrait.merge(trait, exemplar, Exemplar::plus));
  }

  /** By trait, in order. */
  Map<String, Exemplar> byTrait() {
    return Collections.unmodifiableMap(new TreeMap<>(byTrait));
  }
}
