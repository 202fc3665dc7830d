package io.chromarunbook.stack;

/** Where a server came from; what this stack did not start it does not stop. */
public enum Origin {
  /** An address in the environment: somebody else runs it. */
  ENVIRONMENT,
  /** A program on the PATH, started by this stack. */
  PATH,
  /** A program from this stack's own cache, started by this stack. */
  CACHE
}
