package io.chromarunbook.activities.run;

import java.time.Instant;
import java.util.List;

/**
 * What the served copy of a source is a copy of.
 *
 * @param directory the original
 * @param treeHash SHA-256 over its files as they were copied, 64 hex digits
 * @param release of the Chroma that opens the copy
 * @param bytes of all its files
 * @param lastWrite the number of the last write in its log
 * @param mended what was put right in the copy, so that its server gives the records
 */
public record CopiedSource(
    String directory,
    String treeHash,
    String release,
    long bytes,
    long lastWrite,
    List<String> mended,
    Instant at) {

  public CopiedSource {
    mended = List.copyOf(mended);
  }

  /** What was copied into a run's folder. */
  public static CopiedSource of(RunFolder folder) {
    return DurableFile.readJson(folder.sourceCopyNote(), CopiedSource.class);
  }
}
