package io.chromarunbook.activities.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which files of a snapshot's directory its manifest lists. */
final class ListedFiles {

  private static final int FIRST_FORMAT = 1;

  /** What the first format left of the export beside the data. */
  private static final Pattern NOTES_OF_THE_EXPORT =
      Pattern.compile("collections/\\d{5}/(ids|part-\\d{5})\\.json");

  private ListedFiles() {}

  /** Everything that is neither the manifest nor listed there, directories left out. */
  static List<Path> unlisted(Path directory, Manifest manifest) throws IOException {
    SnapshotLayout layout = new SnapshotLayout(directory);
    Set<Path> listed = new HashSet<>(Set.of(layout.manifest(), layout.manifestDigest()));
    for (StoredCollection collection : manifest.collections()) {
      listed.add(directory.resolve(collection.ids().file()));
      collection.parts().forEach(part -> listed.add(directory.resolve(part.file())));
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          // A link on the way to a listed file is told of where that file is read.
          .filter(file -> listed.stream().noneMatch(wanted -> wanted.startsWith(file)))
          .filter(
              file ->
                  manifest.format() != FIRST_FORMAT
                      || !NOTES_OF_THE_EXPORT.matcher(layout.name(file)).matches())
          .sorted()
          .toList();
    }
  }
}
