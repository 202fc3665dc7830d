package io.chromarunbook.starter.connection;

import io.chromarunbook.client.ClientFailure;
import io.chromarunbook.client.ClientFailure.BrokenOffRun;
import io.chromarunbook.client.ClientFailure.EndedRun;
import io.chromarunbook.client.ClientFailure.SilentTemporal;
import io.chromarunbook.client.ClientFailure.Unanswered;
import io.chromarunbook.client.ClientFailure.UnknownRun;
import io.chromarunbook.client.ClientFailure.UnsettledMessage;
import io.chromarunbook.client.ClientFailure.UsedId;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.StartLine;

/** The one place that says what people are told, and type, where a call to a run has no answer. */
public final class CallFailure {

  private CallFailure() {}

  /** The sentence and the exit code for it. */
  public static Failure of(ClientFailure failure) {
    if (failure instanceof UnknownRun unknown) {
      return Failure.usage(
          "Temporal at "
              + unknown.endpoint().place()
              + " knows no migration "
              + unknown.id()
              + "; see which there are with "
              + Commands.of("status"));
    }
    if (failure instanceof UsedId used) {
      return Failure.refused(usedId(used.id()) + "start with another one by --id");
    }
    if (failure instanceof EndedRun ended) {
      return Failure.refused(
          "The migration "
              + ended.id()
              + " has ended and takes no more messages; see "
              + Commands.of("report " + ended.id()));
    }
    if (failure instanceof BrokenOffRun broken) {
      return Failure.brokenOff(
          "The migration "
              + broken.run().id()
              + " was closed in Temporal ("
              + broken.run().execution()
              + ") in the middle of what it did; see what it left and the way out with "
              + Commands.of("status " + broken.run().id()));
    }
    if (failure instanceof UnsettledMessage unsettled) {
      return Failure.unreachable(
          unanswered(unsettled.reason())
              + "; whether it took in this "
              + unsettled.message()
              + " is not known: see "
              + Commands.of("status " + unsettled.id())
              + " then",
          unsettled);
    }
    return Failure.unreachable(unanswered((Unanswered) failure), failure);
  }

  /** Of an id somebody wanted to start with, where this one is free. */
  static Failure usedId(StartLine wanted, String free) {
    return Failure.refused(
        usedId(wanted.id()) + "start with the next free one: " + wanted.under(free).command());
  }

  private static String usedId(String id) {
    return "The id " + id + " was used before, and an id is used once; ";
  }

  private static String unanswered(Unanswered failure) {
    String where = "Temporal at " + failure.endpoint().description();
    return failure instanceof SilentTemporal
        ? where
            + " does not answer ("
            + failure.why()
            + "): your runs are safe and go on when it does; start it with "
            + Commands.of("up")
            + ", or look at it with "
            + Commands.of("doctor")
        : where
            + " refuses what it was asked ("
            + failure.why()
            + "): your runs are safe; look at it with "
            + Commands.of("doctor");
  }
}
