package io.chromarunbook.activities.inplace;

import io.chromarunbook.activities.inplace.CollectionsLook.Expected;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was found of a source's directory by its files and by a trial on a copy of it.
 *
 * @param treeHash SHA-256 over the files that were tried, 64 hex digits
 * @param objection what speaks against taking it; null where nothing does
 * @param collections what it holds
 */
record FoundByTrial(Instant at, String treeHash, String objection, List<Expected> collections) {

  FoundByTrial {
    collections = List.copyOf(collections);
  }

  /** What was found of files that are these; none where that was not tried. */
  static Optional<FoundByTrial> of(RunFolder folder, String treeHash) {
    return Files.exists(folder.inPlaceTrial())
        ? Optional.of(DurableFile.readJson(folder.inPlaceTrial(), FoundByTrial.class))
            .filter(found -> found.treeHash().equals(treeHash))
        : Optional.empty();
  }

  void keep(RunFolder folder) {
    DurableFile.writeJson(folder.inPlaceTrial(), this);
  }
}
