package io.chromarunbook.activities.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.github.luben.zstd.ZstdOutputStream;
import io.chromarunbook.chroma.ChromaRecord;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Writes one part: records as JSON lines under zstd, in constant memory. Nothing is seen under the
 * part's name before {@link #publish}; closing without it leaves nothing behind.
 */
public final class PartWriter implements AutoCloseable {

  private final HashedOutput file;
  private final Counted text;
  private final JsonGenerator lines;
  private long records;

  /** Starts the part that will lie at this path; its directory is made where missing. */
  public PartWriter(Path part) {
    file = new HashedOutput(part);
    try {
      // zstd's own checksum costs next to nothing and lets its tools find a flipped bit too.
      text = new Counted(new ZstdOutputStream(file).setChecksum(true));
      lines = RecordJson.LINES.createGenerator(text);
    } catch (IOException e) {
      file.discard();
      throw new UncheckedIOException(e);
    }
  }

  /** Appends a record. */
  public void write(ChromaRecord record) {
    try {
      RecordJson.write(lines, record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    records++;
  }

  /** Records so far. */
  public long records() {
    return records;
  }

  /**
   * Ends the part, syncs it and gives it its name.
   *
   * @param name of the part in the manifest
   */
  public StoredFile publish(String name) {
    try {
      lines.writeRaw('\n');
      lines.close();
      return file.publish(name, records, text.bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      // Frees zstd's memory, which is not Java's.
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      file.discard();
    }
  }

  /** Counts what goes into the compressor. */
  private static final class Counted extends FilterOutputStream {

    private long bytes;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int single) throws IOException {
      out.write(single);
      bytes++;
    }

    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
      out.write(content, offset, length);
      bytes += length;
    }
  }
}
