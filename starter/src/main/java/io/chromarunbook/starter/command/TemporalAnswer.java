package io.chromarunbook.starter.command;

import io.chromarunbook.client.ClientFailure;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.starter.connection.CallFailure;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import java.util.function.Function;

/** Temporal, for a command that has something to say without it too. */
sealed interface TemporalAnswer<T> {

  /** It answered this. */
  record Answers<T>(T answer) implements TemporalAnswer<T> {}

  /** It does not answer. */
  record Silent<T>(String problem) implements TemporalAnswer<T> {}

  /**
   * Asks it.
   *
   * @throws Failure where it cannot be asked for another reason than that it does not answer
   */
  static <T> TemporalAnswer<T> asked(Session session, Function<Migrations, T> question) {
    try {
      return new Answers<>(question.apply(session.migrations()));
    } catch (ClientFailure.Unanswered e) {
      return new Silent<>(CallFailure.of(e).getMessage());
    } catch (Failure e) {
      if (e.exitCode() != ExitCode.UNREACHABLE) {
        throw e;
      }
      return new Silent<>(e.getMessage());
    }
  }
}
