package io.chromarunbook.chroma.releases;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.stack.ChromaRelease;
import java.util.List;

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
  public static List<RealServer> ofEachLine() {
    return OF_EACH_LINE;
  }

  /** Those at which a line changed: the suite of the profile "releases" tries them. */
  public static List<RealServer> others() {
    return List.of(values()).stream().filter(each -> !OF_EACH_LINE.contains(each)).toList();
  }

  /**
   * What becomes of a boolean in a collection's metadata: up to 0.5.0 there is no column for one.
   */
  public Object keeps(boolean value) {
    return saidVersion.startsWith("0.4.") || this == CHROMA_0_5_0
        ? (Object) (value ? 1L : 0L)
        : value;
  }

  /** What becomes of a record that is written to it: uris came with 0.4.16. */
  public ChromaRecord keeps(ChromaRecord record) {
    return this == CHROMA_0_4_15
        ? new ChromaRecord(
            record.id(), record.document(), null, record.metadata(), record.embedding())
        : record;
  }

  /** Whether a record may lack metadata, or have booleans there; else it can only be moved from. */
  public boolean takesAnyRecord() {
    return this != CHROMA_0_4_0;
  }

  /** Whether it tells how many collections a database has, which came after 0.4.15. */
  public boolean countsCollections() {
    return this != CHROMA_0_4_0 && this != CHROMA_0_4_15;
  }

  /**
   * Whether it tells by what an index was built from the collection's configuration, which metadata
   * cannot change; 1.0.0 to 1.0.5 do not.
   */
  public boolean tellsIndexSettings() {
    return this == CHROMA_1_5 || this == CHROMA_1_3;
  }

  /** Whether metadata may hold lists. */
  public boolean keepsLists() {
    return this == CHROMA_1_5;
  }

  public ChromaRelease release() {
    return release;
  }

  public String api() {
    return api;
  }

  /** What the server calls itself; 1.x gives its API's version. */
  public String saidVersion() {
    return saidVersion;
  }
}
