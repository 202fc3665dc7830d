package io.chromarunbook.activities.putback;

import io.chromarunbook.chroma.ChromaRecord;

/** What is to become of a record left behind, by what the source has under its id now. */
sealed interface Assessment {

  /** The source has it as it is at the target. */
  record Done() implements Assessment {}

  /**
   * The source gets it.
   *
   * @param record as it will be there
   * @param present as the source has it; null where it has none
   */
  record Write(ChromaRecord record, ChromaRecord present) implements Assessment {}

  /** The source loses it. */
  record Delete() implements Assessment {}

  /**
   * The source is not what the snapshot says, so nothing is done.
   *
   * @param reason one sentence
   */
  record Conflict(String reason) implements Assessment {}

  /**
   * It cannot go back; it is kept in the file.
   *
   * @param reason one sentence
   */
  record ExportedOnly(String reason) implements Assessment {}
}
