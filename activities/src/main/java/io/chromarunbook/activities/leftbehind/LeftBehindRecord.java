package io.chromarunbook.activities.leftbehind;

import io.chromarunbook.chroma.ChromaRecord;
import java.util.List;

/** One record the target has otherwise than the migration brought it there. */
public sealed interface LeftBehindRecord {

  /** Its collection's name at the source. */
  String source();

  /** Its collection's name at the target. */
  String target();

  String id();

  /** One text a record of the run, whatever became of it. */
  default String key() {
    return source() + '\0' + id();
  }

  /**
   * An id that was not migrated.
   *
   * @param record as the target has it
   */
  record Added(String source, String target, ChromaRecord record) implements LeftBehindRecord {

    @Override
    public String id() {
      return record.id();
    }
  }

  /**
   * A migrated id whose record is another one now.
   *
   * @param part of the snapshot that has the id, from 1
   * @param record as the target has it
   * @param differing the fields that are not as they were migrated, as {@link
   *     io.chromarunbook.activities.comparison.Comparison.Different} names them
   * @param differedBefore whether it was not as migrated before the switch either, so that nobody
   *     can tell whether an application changed it
   */
  record Changed(
      String source,
      String target,
      int part,
      ChromaRecord record,
      List<String> differing,
      boolean differedBefore)
      implements LeftBehindRecord {

    public Changed {
      differing = List.copyOf(differing);
    }

    @Override
    public String id() {
      return record.id();
    }
  }

  /**
   * A migrated id the target does not have any more. What it was is in the snapshot.
   *
   * @param part of the snapshot that has the id, from 1
   * @param migrated SHA-256 of the record as it was migrated, in the notation of the snapshot, 64
   *     hex digits
   */
  record Gone(String source, String target, int part, String id, String migrated)
      implements LeftBehindRecord {}
}
