package io.chromarunbook.starter.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.chromarunbook.starter.outcome.Failure;
import java.io.UncheckedIOException;

/** A file of a run that is missing, cannot be read, or is not what was written. */
final class UnreadableFile {

  private UnreadableFile() {}

  /** What a person is told of it. */
  static Failure failure(UncheckedIOException e) {
    // A parser's own message goes over several lines and names no file.
    String what =
        e.getCause() instanceof JsonProcessingException json
            ? e.getMessage() + ": " + json.getOriginalMessage()
            : e.getCause().getMessage();
    return Failure.data("A file of the run cannot be read: " + what, e);
  }
}
