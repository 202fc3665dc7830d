package io.chromarunbook.directory;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An index on disk, by its files' sizes and headers.
 *
 * @param facts what is told of it
 * @param ids the records it has vectors of
 * @param position up to which entry of the log it has everything, where it says so: up to 0.5.5
 *     this is kept here and in no table
 */
record IndexFolder(IndexFacts facts, Set<String> ids, OptionalLong position) {

  private static final String DATA = "data_level0.bin";
  private static final String LINKS = "link_lists.bin";
  private static final String LENGTHS = "length.bin";
  private static final String LABELS = "index_metadata.pickle";

  /** What is wrong with an index of which nobody can tell whose its vectors are. */
  static final String NO_LABELS = LABELS + " is missing";

  IndexFolder {
    ids = java.util.Collections.unmodifiableSet(ids);
  }

  /** Whether there are files that hold what an index holds, whole. */
  boolean sound() {
    return facts.present() && facts.problem().isEmpty();
  }

  /** Reads the one of a segment; it need not exist. */
  static IndexFolder of(Path directory, String segment) throws IOException {
    Path folder = directory.resolve(segment);
    if (!Files.isDirectory(folder)) {
      return new IndexFolder(
          new IndexFacts(segment, false, 0, 0, ""), Set.of(), OptionalLong.empty());
    }
    long bytes = bytes(folder);
    long elements = -1;
    Set<String> ids = new HashSet<>();
    OptionalLong position = OptionalLong.empty();
    String problem = "";
    try {
      IndexHeader header = header(folder);
      elements = header.elements();
      if (Files.exists(folder.resolve(LABELS))) {
        Map<Object, Object> labels = labels(folder);
        position = position(labels);
        gather(labels, ids);
        require(folder, header);
        forgetWithoutVector(folder, header, labels, ids);
      } else if (elements > 0) {
        problem = NO_LABELS;
      }
    } catch (IOException e) {
      problem = e.getMessage();
    }
    return new IndexFolder(new IndexFacts(segment, true, elements, bytes, problem), ids, position);
  }

  private static IndexHeader header(Path folder) throws IOException {
    for (String name : new String[] {"header.bin", DATA, LINKS, LENGTHS}) {
      if (!Files.isRegularFile(folder.resolve(name))) {
        throw new IOException(name + " is missing");
      }
    }
    try (InputStream in = Files.newInputStream(folder.resolve("header.bin"))) {
      return IndexHeader.of(in.readNBytes(IndexHeader.BYTES + 1));
    }
  }

  private static Map<Object, Object> labels(Path folder) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(folder.resolve(LABELS)))) {
      return Pickle.dictionary(in);
    } catch (IOException e) {
      throw new IOException(LABELS + " was not read: " + e.getMessage(), e);
    }
  }

  private static OptionalLong position(Map<Object, Object> labels) {
    return labels.get("max_seq_id") instanceof Long position
        ? OptionalLong.of(position)
        : OptionalLong.empty();
  }

  private static void gather(Map<Object, Object> labels, Set<String> ids) throws IOException {
    if (!(labels.get("id_to_label") instanceof Map<?, ?> byId)) {
      throw new IOException(LABELS + " has no ids");
    }
    byId.keySet().forEach(id -> ids.add(String.valueOf(id)));
  }

  /** 1.x loads as many elements as the header says, and ends where there are fewer. */
  private static void require(Path folder, IndexHeader header) throws IOException {
    long needed = header.elements() * header.elementBytes();
    long there = Files.size(folder.resolve(DATA));
    if (there < needed) {
      throw new IOException(
          String.format(Locale.ROOT, "%s has %,d bytes, not %,d", DATA, there, needed));
    }
    requireLinks(folder.resolve(LINKS), header.elements());
  }

  /** A length for each element, and as many bytes after it; nothing behind the last. */
  private static void requireLinks(Path file, long elements) throws IOException {
    long size = Files.size(file);
    long at = 0;
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (long element = 0; element < elements; element++) {
        if (at + Integer.BYTES > size) {
          throw new IOException(
              String.format(
                  Locale.ROOT, "%s ends after %,d of %,d vectors", LINKS, element, elements));
        }
        long length = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
        at += Integer.BYTES + length;
        if (at > size) {
          throw new IOException(
              String.format(
                  Locale.ROOT, "%s ends within vector %,d of %,d", LINKS, element + 1, elements));
        }
        in.skipNBytes(length);
      }
    }
    if (at != size) {
      throw new IOException(LINKS + " does not fit to header.bin");
    }
  }

  /** Where there are more ids than vectors, those that the vectors' own labels name are left. */
  private static void forgetWithoutVector(
      Path folder, IndexHeader header, Map<Object, Object> labels, Set<String> ids)
      throws IOException {
    if (ids.size() <= header.elements()) {
      return;
    }
    Set<Long> there = new HashSet<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(folder.resolve(DATA))))) {
      for (long element = 0; element < header.elements(); element++) {
        in.skipNBytes(header.labelOffset());
        there.add(Long.reverseBytes(in.readLong()));
        in.skipNBytes(header.elementBytes() - header.labelOffset() - Long.BYTES);
      }
    }
    Map<?, ?> byId = (Map<?, ?>) labels.get("id_to_label");
    ids.removeIf(id -> !there.contains(byId.get(id)));
  }

  static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(IndexFolder::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      // Gone meanwhile.
      return 0;
    }
  }
}
