package io.chromarunbook.activities.run;

import java.io.IOException;
import java.nio.file.Path;

/** A file could not be written; its cause says why. */
public final class NotWrittenException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final long bytes;

  /**
   * @param bytes it has to have at least
   */
  public NotWrittenException(Path file, long bytes, IOException cause) {
    super(cause.getMessage(), cause);
    this.file = file;
    this.bytes = bytes;
  }

  /** Which file and why, and how much room it needs where there is none; without a full stop. */
  public String reason() {
    return DiskTrouble.of(this, file, bytes).error();
  }

  Path file() {
    return file;
  }

  long bytes() {
    return bytes;
  }
}
