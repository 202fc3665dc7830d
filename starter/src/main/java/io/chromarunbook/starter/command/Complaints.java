package io.chromarunbook.starter.command;

import io.chromarunbook.client.ClientFailure;
import io.chromarunbook.stack.ForeignServerException;
import io.chromarunbook.stack.StackException;
import io.chromarunbook.stack.UnknownServerException;
import io.chromarunbook.starter.connection.CallFailure;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.outcome.PlanFailure;
import io.chromarunbook.starter.planning.ServerFailure;
import io.chromarunbook.workflows.plan.PlanException;
import io.chromarunbook.workflows.steps.FailureKind;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The one place that turns what went wrong into a sentence and an exit code. */
final class Complaints implements CommandLine.IExecutionExceptionHandler {

  private final Session session;

  Complaints(Session session) {
    this.session = session;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof PlanFailure plan) {
      PlanErrors.lines(plan, session.terminal()).forEach(session.terminal()::complain);
      return plan.exitCode();
    }
    Complaint complaint = of(failure);
    session.terminal().complain(session.terminal().paint().bad("✗ ") + complaint.sentence());
    if (complaint.exitCode() == ExitCode.REFUSED) {
      session.refused(complaint.sentence());
    }
    return complaint.exitCode();
  }

  /** What a person is told. */
  record Complaint(int exitCode, String sentence) {

    static Complaint of(Failure known) {
      return new Complaint(known.exitCode(), known.getMessage());
    }
  }

  private Complaint of(Exception failure) {
    if (failure instanceof Failure known) {
      return Complaint.of(known);
    }
    if (failure instanceof ClientFailure call) {
      return Complaint.of(CallFailure.of(call));
    }
    if (failure instanceof PlanException) {
      return new Complaint(ExitCode.USAGE, failure.getMessage());
    }
    if (failure instanceof UnknownServerException) {
      return new Complaint(ExitCode.USAGE, failure.getMessage());
    }
    if (failure instanceof ForeignServerException) {
      return new Complaint(ExitCode.REFUSED, failure.getMessage());
    }
    if (failure instanceof StackException) {
      return new Complaint(ExitCode.UNREACHABLE, failure.getMessage());
    }
    Optional<Failure> server = ServerFailure.of(failure);
    if (server.isPresent()) {
      return Complaint.of(server.get());
    }
    if (failure instanceof ApplicationFailure application
        && FailureKind.of(application.getType()) == FailureKind.BAD_PLAN) {
      return new Complaint(ExitCode.USAGE, application.getOriginalMessage());
    }
    return defect(failure);
  }

  private Complaint defect(Exception failure) {
    LoggerFactory.getLogger(Complaints.class).error("A command failed unexpectedly.", failure);
    Path log = session.home().root().resolve("log").resolve("cli.log");
    return new Complaint(
        ExitCode.DEFECT,
        "This is a defect of ours ("
            + failure.getClass().getSimpleName()
            + (failure.getMessage() == null
                ? ""
                : ": " + failure.getMessage().lines().findFirst().orElse(""))
            + "); please report it with "
            + log);
  }
}
