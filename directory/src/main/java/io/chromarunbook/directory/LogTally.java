package io.chromarunbook.directory;

/** Counts the log while it is read. */
final class LogTally {

  private long entries;
  private long bytes;
  private long pending;
  private long applied;
  private long appliedBytes;

  /** An entry that no index waits for is needed by nothing. */
  void add(LogEntry entry, boolean waitedFor) {
    entries++;
    bytes += entry.bytes();
    if (waitedFor) {
      pending++;
    } else {
      applied++;
      appliedBytes += entry.bytes();
    }
  }

  LogFacts facts(boolean prunedByItself) {
    return new LogFacts(entries, bytes, pending, applied, appliedBytes, prunedByItself);
  }
}
