package io.chromarunbook.starter.chroma;

import io.chromarunbook.starter.stack.ChromaRelease;

/** The releases the contract is kept with; one line adds another. */
public enum RealServer {
  CHROMA_0_4(ChromaRelease.V0_4, "v1", "0.4.24"),
  CHROMA_0_5(ChromaRelease.V0_5, "v1", "0.5.23"),
  CHROMA_0_6(ChromaRelease.V0_6, "v2", "0.6.3"),
  CHROMA_1_5(ChromaRelease.V1_5, "v2", "1.0.0");

  private final ChromaRelease release;
  private final String api;
  private final String saidVersion;

  RealServer(ChromaRelease release, String api, String saidVersion) {
    this.release = release;
    this.api = api;
    this.saidVersion = saidVersion;
  }

  /** What becomes of a boolean in a collection's metadata: 0.4 has no column for one. */
  Object keeps(boolean value) {
    return this == CHROMA_0_4 ? (Object) (value ? 1L : 0L) : value;
  }

  ChromaRelease release() {
    return release;
  }

  public String api() {
    return api;
  }

  /** What the server calls itself; 1.x gives its API's version. */
  String saidVersion() {
    return saidVersion;
  }
}
