package io.chromarunbook.activities.snapshot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import io.chromarunbook.activities.run.FileDigest;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.workflows.steps.FailureKind;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads one part, in constant memory. Whatever is wrong with the file is a failure of kind
 * CORRUPT_DATA that names it.
 */
public final class PartReader {

  private static final int BUFFER = 1 << 16;
  // 16 MB: eight times what our own parts need, and little enough for a hostile one to ask for.
  private static final int LARGEST_WINDOW = 24;

  private final Path part;
  private final StoredFile declared;

  /** The part at this path, of which the manifest says this. */
  public PartReader(Path part, StoredFile declared) {
    this.part = part;
    this.declared = declared;
  }

  /**
   * Compares size and SHA-256 of the file with what is declared.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA where they differ
   */
  public void verifyBytes() {
    try {
      if (!Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)) {
        throw corrupt(Files.exists(part) ? "is not a plain file" : "is missing", null);
      }
      long size = Files.size(part);
      if (size != declared.bytes()) {
        throw corrupt("has " + size + " bytes instead of " + declared.bytes(), null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String found = FileDigest.of(part);
    if (!found.equals(declared.sha256())) {
      throw corrupt(
          "has the SHA-256 " + found + " instead of " + declared.sha256() + ", so it was changed",
          null);
    }
  }

  /**
   * Passes on every record in the file's order, after the bytes were verified: no record of a
   * changed file is ever passed on.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA
   */
  public void forEach(Consumer<ChromaRecord> each) {
    try (Records records = records()) {
      for (ChromaRecord record = records.next(); record != null; record = records.next()) {
        each.accept(record);
      }
    }
  }

  /**
   * The records one by one, after the bytes were verified.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA
   */
  public Records records() {
    verifyBytes();
    return new Records();
  }

  /** The records of a part in the file's order, read no further than somebody asks. */
  public final class Records implements AutoCloseable {

    private final Bounded text;
    private final JsonParser lines;
    private long read;

    private Records() {
      try {
        InputStream file = new BufferedInputStream(Files.newInputStream(part), BUFFER);
        try {
          text = new Bounded(new ZstdInputStream(file).setLongMax(LARGEST_WINDOW));
          lines = RecordJson.LINES.createParser(text);
        } catch (IOException | RuntimeException e) {
          file.close();
          throw e;
        }
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    /**
     * The next record; null after the last one.
     *
     * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA, at the end also where
     *     there were more or fewer than declared
     */
    public ChromaRecord next() {
      try {
        if (lines.nextToken() == null) {
          requireAll();
          return null;
        }
        ChromaRecord record = RecordJson.read(lines);
        read++;
        return record;
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    private void requireAll() {
      if (text.left != 0) {
        throw corrupt(
            "unpacks to "
                + (declared.textBytes() - text.left)
                + " bytes instead of "
                + declared.textBytes(),
            null);
      }
      if (read != declared.records()) {
        throw corrupt("has " + read + " records instead of " + declared.records(), null);
      }
    }

    @Override
    public void close() {
      try (text) {
        lines.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private RuntimeException unreadable(IOException e) {
    if (e instanceof JsonProcessingException
        || e instanceof ZstdIOException
        || e instanceof EOFException
        || e instanceof TooLong) {
      return corrupt("cannot be read to its end: " + e.getMessage(), e);
    }
    return new UncheckedIOException(e);
  }

  private RuntimeException corrupt(String what, Throwable cause) {
    return FailureKind.CORRUPT_DATA.failure(
        "The snapshot file "
            + part
            + " "
            + what
            + "; put back the file that was written, or take the snapshot again.",
        cause);
  }

  /** The text is longer than declared. */
  private static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    TooLong(long declared) {
      super("it unpacks to more than the declared " + declared + " bytes");
    }
  }

  /** Stops at the declared size, so that no file unpacks without end. */
  private final class Bounded extends FilterInputStream {

    private long left = declared.textBytes();

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int single = in.read();
      spend(single < 0 ? 0 : 1);
      return single;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = in.read(buffer, offset, length);
      spend(Math.max(read, 0));
      return read;
    }

    private void spend(int read) throws IOException {
      left -= read;
      if (left < 0) {
        throw new TooLong(declared.textBytes());
      }
    }
  }
}
