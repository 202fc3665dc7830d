package io.chromarunbook.activities.snapshot;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Which records of a part came without the embedding they had, because the source has lost it. The
 * recovery format says only that they have none; this says why.
 *
 * @param said by the source, in one line, by the record's id
 */
public record LostEmbeddings(Map<String, String> said) {

  public LostEmbeddings {
    said = said == null ? Map.of() : Map.copyOf(said);
  }

  /** Those of a part. */
  public static LostEmbeddings of(RunFolder folder, int collection, int part) {
    Path file = folder.lostEmbeddings(collection, part);
    return Files.exists(file)
        ? DurableFile.readJson(file, LostEmbeddings.class)
        : new LostEmbeddings(Map.of());
  }

  /** Writes them down, in place of what an earlier export found; a part without has no file. */
  void write(RunFolder folder, int collection, int part) {
    Path file = folder.lostEmbeddings(collection, part);
    if (!said.isEmpty()) {
      DurableFile.writeJson(file, this);
      return;
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
