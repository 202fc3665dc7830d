package io.chromarunbook.gate.journal;

/**
 * What is told of the journal.
 *
 * @param on whether writes are noted
 * @param writes that were noted since the door was opened
 * @param answered of them
 * @param unknown those of which nobody knows the end
 * @param directory where its files are; null where it is off
 */
public record JournalFigures(
    boolean on, long writes, long answered, long unknown, String directory) {

  /** Those of a door that keeps none. */
  public static JournalFigures off() {
    return new JournalFigures(false, 0, 0, 0, null);
  }
}
