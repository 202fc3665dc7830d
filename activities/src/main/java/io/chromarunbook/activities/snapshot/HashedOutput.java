package io.chromarunbook.activities.snapshot;

import io.chromarunbook.activities.run.FileUnderConstruction;
import io.chromarunbook.workflows.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * A file under a temporary name whose size and SHA-256 are known when the last byte is written.
 * Closing the stream only ends the writing; {@link #publish} makes the file last under its name.
 */
final class HashedOutput extends OutputStream {

  private final FileUnderConstruction file;
  private final MessageDigest digest = Sha256.start();

  HashedOutput(Path file) {
    this.file = FileUnderConstruction.of(file);
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] content, int offset, int length) throws IOException {
    digest.update(content, offset, length);
    file.stream().write(content, offset, length);
  }

  /** Syncs the file and gives it its name. */
  StoredFile publish(String name, long records, long textBytes) {
    file.publish();
    return new StoredFile(name, records, bytes(), textBytes, Sha256.end(digest));
  }

  long bytes() {
    return file.size();
  }

  /** Leaves nothing behind of a file that was not published. */
  void discard() {
    file.close();
  }
}
