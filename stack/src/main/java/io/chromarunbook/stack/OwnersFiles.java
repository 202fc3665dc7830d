package io.chromarunbook.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Makes files and directories that nobody but their owner can read, whatever the umask. */
final class OwnersFiles {

  private static final FileAttribute<Set<PosixFilePermission>> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private OwnersFiles() {}

  /** The directory, made together with those above it where they are missing. */
  static Path directories(Path directory) throws IOException {
    return Files.createDirectories(directory, DIRECTORY);
  }

  /** A channel to a file that is made where the options say so. */
  static FileChannel open(Path file, OpenOption... options) throws IOException {
    return FileChannel.open(file, Set.of(options), FILE);
  }

  /** What a writer of a whole file needs. */
  static FileChannel rewrite(Path file) throws IOException {
    return open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  /** The file, made where it is missing, with its directory: for others who then append to it. */
  static Path present(Path file) throws IOException {
    directories(file.toAbsolutePath().getParent());
    try {
      return Files.createFile(file, FILE);
    } catch (FileAlreadyExistsException e) {
      return file;
    }
  }
}
