package io.chromarunbook.starter.offline;

/** Hears how far work on many records is. */
@FunctionalInterface
public interface RecordsListener {

  /**
   * So many are done.
   *
   * @param what is being done, like "read again"
   */
  void done(String what, long records, long total);
}
