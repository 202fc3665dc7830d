package io.chromarunbook.activities.run;

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

/**
 * Files and directories of whoever runs this and of nobody else, whatever the umask: they hold
 * people's data. What is there already keeps its permissions.
 */
public final class PrivateFiles {

  private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNERS_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private PrivateFiles() {}

  /** The directory, made together with those above it where they are missing. */
  public static Path directories(Path directory) throws IOException {
    return Files.createDirectories(directory, OWNERS_DIRECTORY);
  }

  /** A channel to a file that is made where the options say so. */
  public static FileChannel open(Path file, OpenOption... options) throws IOException {
    return FileChannel.open(file, Set.of(options), OWNERS_FILE);
  }

  /** A new empty file. */
  public static Path create(Path file) throws IOException {
    return Files.createFile(file, OWNERS_FILE);
  }

  /** The file, made where it is missing, with its directory: for others who then append to it. */
  public static Path present(Path file) throws IOException {
    directories(file.toAbsolutePath().getParent());
    try {
      return create(file);
    } catch (FileAlreadyExistsException e) {
      return file;
    }
  }

  /** What a writer of a whole file needs. */
  public static FileChannel rewrite(Path file) throws IOException {
    return open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }
}
