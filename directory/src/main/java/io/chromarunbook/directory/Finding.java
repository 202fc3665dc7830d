package io.chromarunbook.directory;

/**
 * Something worth to know that is no fault.
 *
 * @param bytes what it is about, where that is room; else 0
 */
public record Finding(Kind kind, long bytes, String words) {

  /** What is worth to know. */
  public enum Kind {
    NEVER_PRUNED_LOG,
    FREE_PAGES,
    READ_FROM_COPY,
    PROCESSES_NOT_TOLD,
    NEWER_THAN_KNOWN
  }
}
