package io.chromarunbook.gate.request;

/** What an operation does to a server. */
public enum OperationKind {
  /** Changes nothing. */
  READ,
  /** Changes something. */
  WRITE,
  /** Not in the table: may change something. */
  UNKNOWN
}
