package io.chromarunbook.directory;

import static io.chromarunbook.directory.Observed.Seen.ALL;
import static io.chromarunbook.directory.Observed.Seen.PART;
import static io.chromarunbook.directory.Observed.Seen.REFUSED;

import io.chromarunbook.directory.Observed.Seen;
import io.chromarunbook.directory.Observed.Written;

/** What docs/assess.md says a real 1.5.9 did. */
final class Expected {

  static final Observed CLEAN = of(ALL, ALL, ALL, ALL, Written.KEPT, ALL, ALL, ALL);

  /** The compactor is dead, or no collection can be listed: whatever is asked, of whichever. */
  private static final Observed NOTHING_OF_ALL = refused(REFUSED);

  /** The one with the fault is never answered, and the others are. */
  private static final Observed NOTHING_OF_ONE = refused(ALL);

  private static final Observed VECTORS_GONE =
      of(ALL, REFUSED, PART, ALL, Written.KEPT, ALL, ALL, ALL);
  private static final Observed READ_ONLY =
      of(ALL, ALL, ALL, ALL, Written.REFUSED, REFUSED, ALL, ALL);

  private Expected() {}

  /** Whether memory that was never filled decides what happens: once this, once that. */
  static boolean isChance(FaultyDirectory faulty) {
    return switch (faulty) {
      case INDEX_VECTORS_CUT, INDEX_LINKS_CUT -> true;
      default -> false;
    };
  }

  static Observed of(FaultyDirectory faulty) {
    return switch (faulty.kind()) {
      case NULL_DOCUMENT, DOCUMENT_IN_LOG_NOT_TEXT, CONFIGURATION_UNREADABLE -> NOTHING_OF_ALL;
      case RECORD_WITHOUT_EMBEDDING, BLOB_SEQ_ID, LOG_NOT_JSON -> NOTHING_OF_ONE;
      case INDEX_TRUNCATED ->
          faulty == FaultyDirectory.INDEX_HEADER_CUT ? Observed.NO_START : NOTHING_OF_ONE;
      case INDEX_MISSING, VECTORS_MISSING -> VECTORS_GONE;
      case ODD_SEQ_ID -> of(ALL, REFUSED, PART, ALL, Written.LOST, ALL, ALL, ALL);
      case NUMBERS_GIVEN_AGAIN -> of(ALL, ALL, ALL, ALL, Written.LOST, PART, ALL, ALL);
      case DOCUMENT_NOT_TEXT -> of(PART, ALL, ALL, ALL, Written.KEPT, ALL, ALL, ALL);
      case FULL_TEXT_BROKEN ->
          of(
              ALL,
              ALL,
              ALL,
              faulty == FaultyDirectory.FULL_TEXT_INDEX_GONE ? REFUSED : ALL,
              Written.REFUSED,
              REFUSED,
              REFUSED,
              REFUSED);
      case FULL_TEXT_INCOMPLETE -> of(ALL, ALL, ALL, PART, Written.KEPT, ALL, ALL, ALL);
      case FROZEN -> READ_ONLY;
      case FOREIGN_TRIGGER ->
          faulty == FaultyDirectory.TRIGGER_THAT_REFUSES ? READ_ONLY : Observed.NO_START;
      case INTEGRITY_CHECK ->
          of(REFUSED, ALL, ALL, ALL, Written.REFUSED, REFUSED, REFUSED, REFUSED);
      case CONFIGURATION_WITHOUT_TYPE, ORPHAN_FOLDER -> CLEAN;
      case UNSUPPORTED_RELEASE, OPEN_BY_PROCESS ->
          throw new IllegalArgumentException("nothing to open");
    };
  }

  private static Observed refused(Seen others) {
    return of(REFUSED, REFUSED, REFUSED, REFUSED, Written.REFUSED, others, REFUSED, others);
  }

  private static Observed of(
      Seen reads,
      Seen embeddings,
      Seen searches,
      Seen finds,
      Written writes,
      Seen other,
      Seen restarted,
      Seen otherRestarted) {
    return new Observed(
        reads, embeddings, searches, finds, writes, other, restarted, otherRestarted);
  }
}
