package io.chromarunbook.starter.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Files of others that are the old one or the new one, never torn, and keep owner, group and
 * permissions: written beside under a temporary name, synced, renamed, and the directory synced.
 */
final class SteadyFile {

  private static final String ENDING = ".writing";

  /** Nobody writes a file of settings for longer. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private SteadyFile() {}

  /**
   * Gives a file another content.
   *
   * @param expected what it has now
   * @throws IOException where that is not so any more, or cannot be done; the file is unharmed then
   */
  static void replace(Path file, byte[] expected, byte[] content) throws IOException {
    if (!Integer.valueOf(1).equals(Files.getAttribute(file, "unix:nlink"))) {
      throw new IOException(
          "it has a second name (a hard link), which would keep the old content; leave one of them");
    }
    Path temporary = temporary(file, content, file);
    try {
      if (!Arrays.equals(Files.readAllBytes(file), expected)) {
        throw new IOException("somebody else has just changed it; try again");
      }
      publish(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Makes a file that is not there.
   *
   * @param like whose owner, group and permissions it gets
   */
  static void make(Path file, byte[] content, Path like) throws IOException {
    Path temporary = temporary(file, content, like);
    try {
      publish(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static Path temporary(Path file, byte[] content, Path like) throws IOException {
    sweep(file);
    Path temporary =
        Files.createTempFile(
            file.getParent(),
            file.getFileName() + ".",
            ENDING,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel channel = FileChannel.open(temporary, Set.of(StandardOpenOption.WRITE))) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      liken(temporary, like);
      channel.force(true);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    return temporary;
  }

  /** Removes what was left by somebody who was killed over it. */
  private static void sweep(Path file) throws IOException {
    String start = file.getFileName() + ".";
    FileTime old = FileTime.from(Instant.now().minus(LONGEST));
    try (DirectoryStream<Path> there = Files.newDirectoryStream(file.getParent())) {
      for (Path each : there) {
        String name = each.getFileName().toString();
        if (name.startsWith(start)
            && name.substring(start.length()).matches("[0-9]+" + Pattern.quote(ENDING))
            && Files.getLastModifiedTime(each).compareTo(old) < 0) {
          Files.deleteIfExists(each);
        }
      }
    }
  }

  private static void liken(Path temporary, Path like) throws IOException {
    PosixFileAttributes wanted = Files.readAttributes(like, PosixFileAttributes.class);
    PosixFileAttributeView view =
        Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
    PosixFileAttributes given = view.readAttributes();
    if (!given.owner().equals(wanted.owner())) {
      view.setOwner(wanted.owner());
    }
    if (!given.group().equals(wanted.group())) {
      view.setGroup(wanted.group());
    }
    view.setPermissions(wanted.permissions());
  }

  private static void publish(Path temporary, Path file) throws IOException {
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
