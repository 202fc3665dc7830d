package io.chromarunbook.directory;

import java.util.List;
import java.util.Optional;

/**
 * Something that is wrong.
 *
 * @param collection the one it is in; empty where it concerns the whole directory
 * @param count how many records, or folders, triggers, processes it concerns; 0 where nobody can
 *     tell
 * @param records the first ids of those records
 * @param detail what exactly was seen, in half a sentence; has text of the directory in it
 */
public record Fault(
    FaultKind kind,
    Optional<CollectionName> collection,
    long count,
    List<String> records,
    String detail) {

  /** So many ids are named at most. */
  public static final int MOST_RECORDS = 20;

  /** Copies, and names no more than it should. */
  public Fault {
    records = List.copyOf(records.subList(0, Math.min(MOST_RECORDS, records.size())));
  }

  static Fault ofDirectory(FaultKind kind, long count, String detail) {
    return new Fault(kind, Optional.empty(), count, List.of(), detail);
  }

  /** Whether 1.x, given the directory as it is, does not do with it what it should. */
  public boolean breaks1x() {
    return kind.breaks1x();
  }

  /** Whether something is gone that no server gives back. */
  public boolean losesData() {
    return kind.losesData();
  }

  /** Whether it is in this collection, or in what all of them share. */
  public boolean concerns(AssessedCollection assessed) {
    return collection.map(assessed.fullName()::equals).orElse(true);
  }
}
