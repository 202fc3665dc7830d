package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.workflows.steps.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Whose turn it is to command traffic. Each action takes the turn anew; a command starts only while
 * the file still holds its own token, so that one delayed in a revived worker cannot follow a
 * rollback, or a person who broke the glass.
 */
record Turn(Path file, String token) {

  static Turn take(Path file) {
    Turn turn = new Turn(file, UUID.randomUUID().toString());
    DurableFile.writeText(file, turn.token());
    return turn;
  }

  /**
   * Says that it is still this one.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind FENCED where it is another's
   */
  void requireStill() {
    if (!asItIs(file).token().equals(token)) {
      throw FailureKind.FENCED.failure(
          "A later action on traffic has taken its turn, so this one is not done any more.", null);
    }
  }

  /** Whoever has it, so that a command which changes nothing ends nobody's turn. */
  static Turn asItIs(Path file) {
    if (!Files.exists(file)) {
      return take(file);
    }
    try {
      return new Turn(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
