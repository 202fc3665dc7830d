package io.chromarunbook.activities.validation;

import io.chromarunbook.chroma.ChromaRecord;
import java.util.function.Predicate;

/** Which records of a part are compared. */
@FunctionalInterface
interface RecordChoice {

  /** Every one. */
  RecordChoice ALL = (collection, part) -> record -> true;

  /** Says of each record of a part, in order and once, whether it is to be compared. */
  Predicate<ChromaRecord> of(int collection, int part);
}
