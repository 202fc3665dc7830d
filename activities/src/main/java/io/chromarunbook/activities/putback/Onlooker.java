package io.chromarunbook.activities.putback;

import io.chromarunbook.activities.putback.PutBackLine.Outcome;
import io.chromarunbook.chroma.CollectionInfo;
import java.util.List;

/** Says what would be done, and does nothing. */
final class Onlooker implements Hand {

  @Override
  public List<PutBackLine> take(CollectionInfo collection, List<Assessed> records) {
    return records.stream().map(Onlooker::line).toList();
  }

  static PutBackLine line(Assessed assessed) {
    Assessment assessment = assessed.assessment();
    if (assessment instanceof Assessment.Conflict conflict) {
      return PutBackLine.of(assessed.left(), Outcome.CONFLICT, conflict.reason());
    }
    if (assessment instanceof Assessment.ExportedOnly exported) {
      return PutBackLine.of(assessed.left(), Outcome.EXPORTED_ONLY, exported.reason());
    }
    Outcome outcome =
        assessment instanceof Assessment.Write
            ? Outcome.WOULD_WRITE
            : assessment instanceof Assessment.Delete ? Outcome.WOULD_DELETE : Outcome.ALREADY;
    return PutBackLine.of(assessed.left(), outcome, "");
  }
}
