package io.chromarunbook.directory;

import io.chromarunbook.directory.DirectoryPart.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What takes room in the directory. */
final class FolderLook {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  private FolderLook() {}

  /**
   * Everything in it, the largest first.
   *
   * @param segments to which a folder of an index may belong
   */
  static List<DirectoryPart> parts(Path directory, Set<String> segments) throws IOException {
    List<Path> entries;
    try (Stream<Path> listed = Files.list(directory)) {
      entries = listed.toList();
    }
    List<DirectoryPart> parts = new ArrayList<>();
    for (Path entry : entries) {
      String name = entry.getFileName().toString();
      parts.add(new DirectoryPart(name, kind(entry, name, segments), IndexFolder.bytes(entry)));
    }
    parts.sort(
        Comparator.comparingLong(DirectoryPart::bytes)
            .reversed()
            .thenComparing(DirectoryPart::name));
    return parts;
  }

  private static Kind kind(Path entry, String name, Set<String> segments) {
    if (Files.isDirectory(entry)) {
      if (segments.contains(name)) {
        return Kind.INDEX;
      }
      return UUID.matcher(name).matches() ? Kind.ORPHAN_INDEX : Kind.OTHER;
    }
    return name.startsWith(DatabaseFile.NAME) ? Kind.DATABASE : Kind.OTHER;
  }
}
