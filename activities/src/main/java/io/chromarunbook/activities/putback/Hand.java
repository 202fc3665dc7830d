package io.chromarunbook.activities.putback;

import io.chromarunbook.chroma.CollectionInfo;
import java.util.List;

/** Does what was assessed, or only looks on. */
sealed interface Hand permits Onlooker, Writer {

  /** What became of these records of one collection, in their order. */
  List<PutBackLine> take(CollectionInfo collection, List<Assessed> records);
}
