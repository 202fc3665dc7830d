package io.chromarunbook.directory;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether every record has its vector, in the index or in the log. */
final class VectorLook {

  private VectorLook() {}

  static List<Fault> faults(DatabaseFile database, CollectionLog log) throws SQLException {
    StoredCollection collection = log.collection();
    Sample never = new Sample();
    Sample gone = new Sample();
    long[] inLog = new long[1];
    if (collection.metadataSegment().isPresent()) {
      database.rows(
          "SELECT embedding_id FROM embeddings WHERE segment_id = ?",
          row -> {
            String id = row.getString(1);
            if (log.hasVector(id)) {
              return;
            }
            if (log.neverHadVector(id)) {
              never.add(id);
            } else {
              gone.add(id);
              inLog[0] += log.isStillInLog(id) ? 1 : 0;
            }
          },
          collection.metadataSegment().get());
    }
    List<Fault> faults = new ArrayList<>();
    if (!never.isEmpty()) {
      faults.add(
          never.fault(
              FaultKind.RECORD_WITHOUT_EMBEDDING,
              collection.name(),
              "the log has them without a vector"));
    }
    index(log, gone, inLog[0]).ifPresent(faults::add);
    return faults;
  }

  private static java.util.Optional<Fault> index(CollectionLog log, Sample gone, long inLog) {
    IndexFacts facts = log.index().facts();
    CollectionName name = log.collection().name();
    String salvage =
        inLog == 0
            ? ""
            : String.format(Locale.ROOT, "; the log still has vectors of %,d of them", inLog);
    boolean cut = !facts.problem().isEmpty() && !isWithoutLabels(facts);
    if (cut) {
      return java.util.Optional.of(
          gone.fault(FaultKind.INDEX_TRUNCATED, name, facts.problem() + salvage));
    }
    if (gone.isEmpty()) {
      return java.util.Optional.empty();
    }
    if (!facts.present() || isWithoutLabels(facts)) {
      String what =
          facts.present()
              ? facts.problem()
              : "there is no folder " + log.collection().vectorSegment().orElse("of its own");
      return java.util.Optional.of(gone.fault(FaultKind.INDEX_MISSING, name, what + salvage));
    }
    return java.util.Optional.of(
        gone.fault(
            FaultKind.VECTORS_MISSING,
            name,
            String.format(
                    Locale.ROOT, "the index has vectors of %,d records", log.index().ids().size())
                + salvage));
  }

  /** 1.x takes an index without its labels for none. */
  private static boolean isWithoutLabels(IndexFacts facts) {
    return facts.problem().equals(IndexFolder.NO_LABELS);
  }
}
