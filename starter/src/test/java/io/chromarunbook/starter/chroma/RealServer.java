package io.chromarunbook.starter.chroma;

import io.chromarunbook.starter.stack.ChromaRelease;

/** The releases the contract is kept with; one line adds another. */
enum RealServer {
  CHROMA_0_5(ChromaRelease.V0_5, "v1", "0.5.23"),
  CHROMA_1_5(ChromaRelease.V1_5, "v2", "1.0.0");

  private final ChromaRelease release;
  private final String api;
  private final String saidVersion;

  RealServer(ChromaRelease release, String api, String saidVersion) {
    this.release = release;
    this.api = api;
    this.saidVersion = saidVersion;
  }

  ChromaRelease release() {
    return release;
  }

  String api() {
    return api;
  }

  /** What the server calls itself; 1.x gives its API's version. */
  String saidVersion() {
    return saidVersion;
  }
}
