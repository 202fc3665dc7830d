package io.chromarunbook.starter.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.chromarunbook.activities.run.NotWrittenException;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.steps.FailureKind;
import io.temporal.failure.ApplicationFailure;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** What goes wrong with the files of a run, as the person who asked for them is told. */
final class FileFailure {

  private FileFailure() {}

  /**
   * The result of work on a run's files.
   *
   * @throws Failure where a file is damaged or cannot be read, cannot be written, or where a secret
   *     of the plan is missing
   */
  static <T> T told(Supplier<T> work) {
    try {
      return work.get();
    } catch (ApplicationFailure e) {
      throw of(e);
    } catch (UncheckedIOException e) {
      throw of(e);
    }
  }

  /** Damage comes with its own sentence; what a plan asks of this machine is not damage. */
  private static Failure of(ApplicationFailure e) {
    return FailureKind.of(e.getType()) == FailureKind.BAD_PLAN
        ? Failure.usage(e.getOriginalMessage(), e)
        : Failure.data(e.getOriginalMessage(), e);
  }

  private static Failure of(UncheckedIOException e) {
    if (e.getCause() instanceof NotWrittenException notWritten) {
      return Failure.refused(
          "A file cannot be written: "
              + notWritten.reason()
              + "; when it can, run the same command: it goes on.");
    }
    // A parser's own message goes over several lines and names no file.
    String what =
        e.getCause() instanceof JsonProcessingException json
            ? e.getMessage() + ": " + json.getOriginalMessage()
            : e.getCause().getMessage();
    return Failure.data("A file of the run cannot be read: " + what, e);
  }
}
