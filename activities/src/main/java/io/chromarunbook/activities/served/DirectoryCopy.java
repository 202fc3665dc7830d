package io.chromarunbook.activities.served;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.PrivateFiles;
import io.chromarunbook.workflows.steps.FailureKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies a directory file by file: by reference, where the file system shares blocks between files,
 * else byte by byte.
 */
public final class DirectoryCopy {

  private static final long PIECE = 32L << 20;

  private final Path from;
  private final Path to;
  private final Attempt attempt;
  private final List<Path> folders;
  private final List<Path> files;
  private final long bytes;
  private boolean shares = true;

  /** A copy of one directory in another, whose files are found now. */
  public static DirectoryCopy of(Path from, Path to, Attempt attempt) throws IOException {
    return new DirectoryCopy(from, to, attempt);
  }

  private DirectoryCopy(Path from, Path to, Attempt attempt) throws IOException {
    this.from = from;
    this.to = to;
    this.attempt = attempt;
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.sorted().toList();
    }
    this.folders =
        all.stream().filter(each -> Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)).toList();
    this.files = all.stream().filter(each -> !folders.contains(each)).toList();
    for (Path file : files) {
      // A server that is given a link writes to what it leads to.
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw FailureKind.REFUSED.failure(
            file
                + " is no plain file, and a copy of it could lead to the original; put a plain file"
                + " in its place.",
            null);
      }
    }
    long sum = 0;
    for (Path file : files) {
      sum += Files.size(file);
    }
    this.bytes = sum;
  }

  /** Bytes of all files. */
  long bytes() {
    return bytes;
  }

  /** Copies them all; the target must be empty. */
  public void make() throws IOException {
    for (Path folder : folders) {
      var ignored = PrivateFiles.directories(copyOf(folder));
    }
    for (Path file : files) {
      Path copy = copyOf(file);
      shares = shares && sharing(file, copy);
      if (!shares) {
        byteByByte(file, copy);
      }
      attempt.progress(0, 0);
    }
  }

  private Path copyOf(Path original) {
    return to.resolve(from.relativize(original).toString());
  }

  /** Whether the file system made a copy that shares the original's blocks. */
  private static boolean sharing(Path file, Path copy) throws IOException {
    Process process =
        new ProcessBuilder("cp", "--reflink=always", "--", file.toString(), copy.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (process.waitFor() == 0) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
    }
    Files.deleteIfExists(copy);
    return false;
  }

  private void byteByByte(Path file, Path copy) throws IOException {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
        FileChannel out = PrivateFiles.rewrite(copy)) {
      long at = 0;
      for (long moved = 1; moved > 0; at += moved) {
        moved = in.transferTo(at, PIECE, out);
        attempt.progress(0, 0);
      }
      out.force(true);
    }
  }
}
