package io.chromarunbook.directory;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the numbers by which a server knows what it has applied are what they must be. */
final class NumberLook {

  private final DatabaseFile database;
  private final ReleaseFamily family;

  NumberLook(DatabaseFile database, ReleaseFamily family) {
    this.database = database;
    this.family = family;
  }

  List<Fault> faults(StoredCollection collection, long lastOfLog) throws SQLException {
    List<Fault> faults = new ArrayList<>();
    unfit(collection).ifPresent(faults::add);
    long applied =
        Math.max(collection.vectorPosition().orElse(0), collection.metadataPosition().orElse(0));
    if (applied > lastOfLog) {
      faults.add(
          new Fault(
              FaultKind.NUMBERS_GIVEN_AGAIN,
              Optional.of(collection.name()),
              0,
              List.of(),
              String.format(
                  Locale.ROOT,
                  "%,d is applied, the log ends at %,d: as many of the next writes vanish",
                  applied,
                  lastOfLog)));
    }
    return faults;
  }

  private Optional<Fault> unfit(StoredCollection collection) throws SQLException {
    String unfit =
        family.isCurrent()
            ? "typeof(m.seq_id) = 'blob'"
            : "typeof(m.seq_id) <> 'blob' OR length(m.seq_id) <> 8";
    List<String> scopes =
        database.texts(
            "SELECT s.scope || ' x''' || hex(m.seq_id) || '''' FROM max_seq_id m"
                + " JOIN segments s ON s.id = m.segment_id"
                + " WHERE s.collection = ? AND ("
                + unfit
                + ") ORDER BY 1",
            collection.id());
    if (scopes.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Fault(
            family.isCurrent() ? FaultKind.BLOB_SEQ_ID : FaultKind.ODD_SEQ_ID,
            Optional.of(collection.name()),
            scopes.size(),
            List.of(),
            String.join(", ", scopes)));
  }
}
