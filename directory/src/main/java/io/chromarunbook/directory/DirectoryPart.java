package io.chromarunbook.directory;

/**
 * Something that takes room.
 *
 * @param name of its file or folder, from the directory
 * @param kind what it is for
 */
public record DirectoryPart(String name, Kind kind, long bytes) {

  /** What files are for. */
  public enum Kind {
    DATABASE,
    INDEX,
    ORPHAN_INDEX,
    OTHER
  }
}
