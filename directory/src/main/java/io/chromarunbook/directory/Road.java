package io.chromarunbook.directory;

/** Which way a fault leaves open. The later one of several faults is what counts. */
public enum Road {
  /** It stands in no way. */
  AS_IT_IS,
  /** Not by its files: a server of its own release gives the records, a new one takes them. */
  THROUGH_API,
  /** First this must be put right, in a copy. */
  MEND_FIRST,
  /** Something is gone for good. */
  DAMAGED
}
