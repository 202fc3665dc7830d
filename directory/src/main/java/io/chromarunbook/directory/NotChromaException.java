package io.chromarunbook.directory;

import java.nio.file.Path;

/** A file is not the database of a local Chroma. */
public final class NotChromaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotChromaException(Path file, Throwable cause) {
    super(
        file
            + " is not a Chroma database; give the file chroma.sqlite3 in the directory the server"
            + " keeps its data in.",
        cause);
  }
}
