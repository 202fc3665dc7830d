package io.chromarunbook.directory;

import static io.chromarunbook.directory.Road.AS_IT_IS;
import static io.chromarunbook.directory.Road.DAMAGED;
import static io.chromarunbook.directory.Road.MEND_FIRST;
import static io.chromarunbook.directory.Road.THROUGH_API;

/**
 * What can be wrong with a directory. What 1.x does with each is what a real 1.5.9 did with a copy
 * of a directory that has it; the tests of this module do it again.
 */
public enum FaultKind {
  UNSUPPORTED_RELEASE(
      MEND_FIRST,
      true,
      "made by a release before 0.4",
      "does not see the collections at all",
      "export them with the release that made them, and load them into a new server"),
  INTEGRITY_CHECK(
      DAMAGED,
      true,
      "chroma.sqlite3 fails SQLite's integrity check",
      "starts; what lies on sound pages is answered, the rest and every write is a 500, and after a"
          + " restart every collection is",
      "take the newest backup that passes, or recover the file with sqlite3's .recover and assess"
          + " the result"),
  FOREIGN_TRIGGER(
      THROUGH_API,
      true,
      "triggers that Chroma did not make",
      "runs them with its own writes; one that fails refuses writes, one that cannot be read keeps"
          + " the server from starting",
      "copy the records through the API, which leaves them behind, or drop them in a copy"),
  FROZEN(
      THROUGH_API,
      true,
      "frozen by triggers of the runbook",
      "answers every read and refuses every write with a 500, also after a restart",
      "thaw the original when the freeze is over, or copy the records through the API"),
  CONFIGURATION_UNREADABLE(
      THROUGH_API,
      true,
      "a configuration or schema that is no JSON object",
      "lists no collection of the database any more: 500, could not deserialize",
      "copy the records through the API: convert sets that column to NULL in the copy it reads; the"
          + " settings are elsewhere too"),
  BLOB_SEQ_ID(
      THROUGH_API,
      true,
      "max_seq_id holds bytes where 1.x keeps integers",
      "answers every request for the collection with a 500, mismatched types; others work",
      "copy the records through the API: convert makes integers of the bytes, big-endian, in the copy"
          + " it reads"),
  ODD_SEQ_ID(
      MEND_FIRST,
      true,
      "max_seq_id holds bytes of another length than 8",
      "takes them for a number far beyond the log: the newest records have no embedding, and what is"
          + " written is accepted and never seen again",
      "restore max_seq_id from a backup, or from the log, in a copy"),
  NUMBERS_GIVEN_AGAIN(
      THROUGH_API,
      true,
      "the log ends before what was applied already",
      "gives the numbers of old writes to new ones: those are accepted and never seen again",
      "copy the records through the API; the new server numbers from the start"),
  NULL_DOCUMENT(
      THROUGH_API,
      true,
      "records whose document is null, still in the log",
      "panics while it reads the log: this collection, and every other that is not loaded yet,"
          + " answers 500, also after a restart",
      "copy the records through the API, from a server of their own release"),
  DOCUMENT_IN_LOG_NOT_TEXT(
      MEND_FIRST,
      true,
      "records whose document is no text, still in the log",
      "panics while it reads the log: this collection, and every other that is not loaded yet,"
          + " answers 500, also after a restart",
      "write these records again, with text, to a server of their own release"),
  LOG_NOT_JSON(
      MEND_FIRST,
      true,
      "records whose metadata in the log are no JSON",
      "cannot read the log: every request for the collection is a 400; others work",
      "write these records again to a server of their own release"),
  DOCUMENT_NOT_TEXT(
      MEND_FIRST,
      true,
      "records whose document is no text",
      "opens and gives null for these documents, without a word",
      "write these documents again, as text, before the directory is moved"),
  RECORD_WITHOUT_EMBEDDING(
      THROUGH_API,
      true,
      "records that were written without an embedding, still in the log",
      "cannot apply the log: every request for the collection is a 500, and no write is taken;"
          + " others work",
      "give these records embeddings, or leave them out, and copy the rest through the API"),
  INDEX_MISSING(
      DAMAGED,
      true,
      "the index is gone, and its records are pruned from the log",
      "opens, counts, gives documents and takes writes; embeddings of these records are a 500, and a"
          + " search does not find them",
      "restore the folder from a backup, or embed the documents anew"),
  INDEX_TRUNCATED(
      DAMAGED,
      true,
      "the index's files are cut, missing or unreadable",
      "answers 500 for the collection, hangs, or ends the whole process while it loads the index;"
          + " where a file is cut, chance decides which",
      "restore the folder from a backup, or take it away in a copy and embed the documents anew"),
  VECTORS_MISSING(
      DAMAGED,
      true,
      "records for which neither index nor log has a vector",
      "opens, counts, gives documents and takes writes; embeddings of these records are a 500, and a"
          + " search does not find them",
      "restore a backup in which they are, or embed these documents anew"),
  FULL_TEXT_BROKEN(
      THROUGH_API,
      true,
      "the full-text index is broken or gone",
      "reads; takes no write any more, and after that and a restart no read either",
      "copy the records through the API, or rebuild the full-text index in a copy"),
  FULL_TEXT_INCOMPLETE(
      THROUGH_API,
      true,
      "documents that are not in the full-text index",
      "works, but where_document does not find these records",
      "copy the records through the API, or rebuild the full-text index in a copy"),
  CONFIGURATION_WITHOUT_TYPE(
      AS_IT_IS,
      false,
      "a configuration without _type",
      "opens it, every record equal; 0.5.23 and 0.6.3 list no collection of the database: KeyError"
          + " '_type'",
      "none needed for 1.x; convert sets the column to NULL in the copy it reads, for a server of its"
          + " own release"),
  ORPHAN_FOLDER(
      AS_IT_IS,
      false,
      "folders of an index that belongs to no collection",
      "opens and leaves them where they are",
      "none needed; leave them out of the copy"),
  OPEN_BY_PROCESS(
      AS_IT_IS,
      false,
      "a process has it open",
      "opens it beside the other and both write: never do that",
      "stop the process, or freeze its writes, before the directory is copied");

  private final Road road;
  private final boolean breaks1x;
  private final String words;
  private final String what1xDoes;
  private final String remedy;

  FaultKind(Road road, boolean breaks1x, String words, String what1xDoes, String remedy) {
    this.road = road;
    this.breaks1x = breaks1x;
    this.words = words;
    this.what1xDoes = what1xDoes;
    this.remedy = remedy;
  }

  /** Which way it leaves open. */
  public Road road() {
    return road;
  }

  /** Whether 1.x, given the directory as it is, does not do with it what it should. */
  public boolean breaks1x() {
    return breaks1x;
  }

  /** Whether something is gone that no server gives back. */
  public boolean losesData() {
    return road == DAMAGED;
  }

  /** What it is, in half a sentence. */
  public String words() {
    return words;
  }

  /** As "1.x ..." goes on. */
  public String what1xDoes() {
    return what1xDoes;
  }

  /** What to do, in half a sentence. */
  public String remedy() {
    return remedy;
  }

  /** Whether one collection that has it keeps 1.x from serving the others. */
  boolean reachesOthers() {
    return switch (this) {
      case NULL_DOCUMENT, DOCUMENT_IN_LOG_NOT_TEXT, CONFIGURATION_UNREADABLE -> true;
      default -> false;
    };
  }
}
