package io.chromarunbook.starter.chroma;

import io.chromarunbook.activities.chroma.ChromaRecord;
import io.chromarunbook.starter.stack.ChromaRelease;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The releases the contract is kept with; one line adds another. */
public enum RealServer {
  CHROMA_0_4(ChromaRelease.V0_4, "v1", "0.4.24"),
  CHROMA_0_5(ChromaRelease.V0_5, "v1", "0.5.23"),
  CHROMA_0_6(ChromaRelease.V0_6, "v2", "0.6.3"),
  CHROMA_1_5(ChromaRelease.V1_5, "v2", "1.0.0"),
  CHROMA_0_4_0(ChromaRelease.V0_4_0, "v1", "0.4.0"),
  CHROMA_0_4_15(ChromaRelease.V0_4_15, "v1", "0.4.15"),
  CHROMA_0_5_0(ChromaRelease.V0_5_0, "v1", "0.5.0"),
  CHROMA_0_5_11(ChromaRelease.V0_5_11, "v1", "0.5.11"),
  CHROMA_1_0_0(ChromaRelease.V1_0_0, "v2", "1.0.0"),
  CHROMA_1_3(ChromaRelease.V1_3, "v2", "1.0.0");

  private static final List<RealServer> OF_EACH_LINE =
      List.of(CHROMA_0_4, CHROMA_0_5, CHROMA_0_6, CHROMA_1_5);

  private final ChromaRelease release;
  private final String api;
  private final String saidVersion;

  RealServer(ChromaRelease release, String api, String saidVersion) {
    this.release = release;
    this.api = api;
    this.saidVersion = saidVersion;
  }

  /** One of each line of releases: those that every build tries. */
  static List<RealServer> ofEachLine() {
    return OF_EACH_LINE;
  }

  /** Those at which a line changed: the suite of the profile "releases" tries them. */
  static List<RealServer> others() {
    return List.of(values()).stream().filter(each -> !OF_EACH_LINE.contains(each)).toList();
  }

  /** What becomes of a boolean in a collection's metadata: 0.4 has no column for one. */
  Object keeps(boolean value) {
    return saidVersion.startsWith("0.4.") ? (Object) (value ? 1L : 0L) : value;
  }

  /** What becomes of a record that is written to it: 0.4 began without booleans and uris. */
  ChromaRecord keeps(ChromaRecord record) {
    if (this != CHROMA_0_4_0 && this != CHROMA_0_4_15) {
      return record;
    }
    Map<String, Object> metadata =
        record.metadata().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry ->
                        this == CHROMA_0_4_0 && entry.getValue() instanceof Boolean value
                            ? keeps(value)
                            : entry.getValue()));
    return new ChromaRecord(record.id(), record.document(), null, metadata, record.embedding());
  }

  /** Whether there are tenants and databases. */
  boolean hasDatabases() {
    return this != CHROMA_0_4_0;
  }

  /** Whether metadata may hold lists. */
  boolean keepsLists() {
    return this == CHROMA_1_5;
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
