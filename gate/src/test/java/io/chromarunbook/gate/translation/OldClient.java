package io.chromarunbook.gate.translation;

import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.Requirements;

/** An official Python client, and the source that its application was made for. */
enum OldClient {
  PYTHON_0_4_24("0.4.24", ChromaRelease.V0_4, "v1", "0.4.24"),
  PYTHON_0_5_12("0.5.12", ChromaRelease.V0_5_11, "v1", "0.5.11"),
  PYTHON_0_5_23("0.5.23", ChromaRelease.V0_5, "v2", "0.5.23"),
  PYTHON_0_6_3("0.6.3", ChromaRelease.V0_6, "v2", "0.6.3"),
  PYTHON_1_5_9("1.5.9", ChromaRelease.V1_5, "v2", "1.0.0");

  private final String version;
  private final ChromaRelease source;
  private final String api;
  private final String sourceVersion;

  OldClient(String version, ChromaRelease source, String api, String sourceVersion) {
    this.version = version;
    this.source = source;
    this.api = api;
    this.sourceVersion = sourceVersion;
  }

  String version() {
    return version;
  }

  /** Its package without a server; of 0.4 there is none. */
  Requirements requirements() {
    return this == PYTHON_0_4_24
        ? source.requirements()
        : new Requirements(
            "Chroma client " + version,
            "chromadb-client",
            version,
            this == PYTHON_1_5_9
                ? "requirements-chroma-client.txt"
                : "requirements-chroma-client-" + version + ".txt",
            12);
  }

  ChromaRelease source() {
    return source;
  }

  /** By which its source is read when it is copied. */
  String api() {
    return api;
  }

  /** What the source says of itself. */
  String sourceVersion() {
    return sourceVersion;
  }
}
