package io.chromarunbook.activities.leftbehind;

import io.chromarunbook.activities.run.FileUnderConstruction;
import io.chromarunbook.workflows.Sha256;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.steps.FailureKind;
import io.temporal.failure.ApplicationFailure;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The records a rollback left behind: a {@link LeftBehindHeader}, then a record a line, all in the
 * order they were read in. Of a part of the snapshot they are in the order of that part.
 */
public final class LeftBehindFile {

  // Ten thousand collections fit in; a file made to fill the memory does not.
  private static final int LONGEST_HEADER = 32 << 20;
  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final LeftBehindHeader header;
  private final long recordsAt;

  private LeftBehindFile(Path path, LeftBehindHeader header, long recordsAt) {
    this.path = path;
    this.header = header;
    this.recordsAt = recordsAt;
  }

  /**
   * Opens a file after holding all of it against its digest.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA where it is missing or not
   *     what was written
   */
  public static LeftBehindFile open(Path path) {
    if (!Files.isRegularFile(path)) {
      throw corrupt(path, "is missing", null);
    }
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
      byte[] line = firstLine(path, bytes);
      LeftBehindHeader header = header(path, line);
      MessageDigest digest = begin(header);
      bytes.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      if (!Sha256.end(digest).equals(header.sha256())) {
        throw corrupt(path, "does not have the SHA-256 in its first line", null);
      }
      return new LeftBehindFile(path, header, line.length + 1L);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first line of a file, by which it may be all that is whole; empty where it is not. */
  public static Optional<LeftBehindHeader> header(Path path) {
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
      return Optional.of(header(path, firstLine(path, bytes)));
    } catch (ApplicationFailure e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a file from the bodies of others, in place of an older one.
   *
   * @param header without a digest yet
   * @param bodies lines of records, in order
   */
  static LeftBehindFile publish(Path path, LeftBehindHeader header, List<Path> bodies) {
    try {
      MessageDigest digest = begin(header);
      for (Path body : bodies) {
        Files.copy(body, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      }
      LeftBehindHeader whole = header.sealed(Sha256.end(digest));
      byte[] line = Json.canonical(whole).getBytes(StandardCharsets.UTF_8);
      try (FileUnderConstruction file = FileUnderConstruction.of(path)) {
        file.stream().write(line);
        file.stream().write('\n');
        for (Path body : bodies) {
          Files.copy(body, file.stream());
        }
        file.publish();
      }
      return new LeftBehindFile(path, whole, line.length + 1L);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it lies. */
  public Path path() {
    return path;
  }

  /** Its first line. */
  public LeftBehindHeader header() {
    return header;
  }

  /** Its records from the first on; close them. */
  public LeftBehindRecords records() {
    return new LeftBehindRecords(path, recordsAt);
  }

  private static byte[] firstLine(Path path, InputStream bytes) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = bytes.read(); read != '\n'; read = bytes.read()) {
      if (read < 0 || line.size() == LONGEST_HEADER) {
        throw corrupt(path, "has no first line that says what it is", null);
      }
      line.write(read);
    }
    return line.toByteArray();
  }

  private static LeftBehindHeader header(Path path, byte[] line) {
    LeftBehindHeader header;
    try {
      header = Json.MAPPER.readValue(line, LeftBehindHeader.class);
    } catch (IOException | IllegalArgumentException e) {
      throw corrupt(path, "has no first line that says what it is", e);
    }
    if (header == null || !LeftBehindHeader.KIND.equals(header.kind())) {
      throw corrupt(path, "has no first line that says what it is", null);
    }
    if (header.format() != LeftBehindHeader.FORMAT) {
      throw corrupt(
          path, "has the form " + header.format() + ", which this release does not know", null);
    }
    // One text a header, so that no byte of it can change unseen.
    if (!Arrays.equals(line, Json.canonical(header).getBytes(StandardCharsets.UTF_8))) {
      throw corrupt(path, "has another first line than was written", null);
    }
    return header;
  }

  private static MessageDigest begin(LeftBehindHeader header) {
    MessageDigest digest = Sha256.start();
    digest.update((Json.canonical(header.sealed(null)) + "\n").getBytes(StandardCharsets.UTF_8));
    return digest;
  }

  static RuntimeException corrupt(Path path, String what, Throwable cause) {
    return FailureKind.CORRUPT_DATA.failure(
        "The file of records left behind, "
            + path
            + ", "
            + what
            + "; put back the file that was written.",
        cause);
  }
}
