package io.chromarunbook.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** One digest over everything in a directory: equal before and after means it was not touched. */
public final class TreeHash {

  private TreeHash() {}

  /**
   * SHA-256, in hex, over the relative paths, kinds, sizes and contents of all that is in it, by
   * path. Links are taken as links.
   */
  public static String of(Path directory) throws IOException {
    MessageDigest digest = sha256();
    List<Path> all;
    try (Stream<Path> walked = Files.walk(directory)) {
      all = walked.sorted(Comparator.comparing(each -> name(directory, each))).toList();
    }
    for (Path each : all) {
      add(digest, name(directory, each));
      if (Files.isSymbolicLink(each)) {
        add(digest, "link " + Files.readSymbolicLink(each));
      } else if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
        add(digest, "file " + Files.size(each));
        contents(digest, each);
      } else {
        add(digest, Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS) ? "folder" : "other");
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String name(Path directory, Path each) {
    return directory.relativize(each).toString();
  }

  /** No name has a NUL in it, so that two lists never give the same bytes. */
  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static void contents(MessageDigest digest, Path file) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
