package io.chromarunbook.starter.planning;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.outcome.PlanFailure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanException;
import io.chromarunbook.workflows.plan.PlanPlaces;
import io.chromarunbook.workflows.plan.PlanProblem;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.plan.WellWritten;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * A plan where its author wrote it.
 *
 * @param places where in the file its values stand
 */
public record PlanFile(Path path, Plan plan, PlanPlaces places) {

  private static final String DRAFT = "plan init --source URL --target URL -o FILE";

  /**
   * Reads it.
   *
   * @throws Failure where there is none, or it is not usable
   */
  public static PlanFile read(Path path) {
    return read(path, PlanReader::written);
  }

  /**
   * Reads it for somebody who needs no target: there may be none in it.
   *
   * @throws Failure likewise
   */
  public static PlanFile readForSource(Path path) {
    return read(path, PlanReader::writtenForSource);
  }

  private static PlanFile read(Path path, Function<byte[], WellWritten> reader) {
    try {
      WellWritten written = reader.apply(Files.readAllBytes(path));
      return new PlanFile(path, written.plan(), written.places());
    } catch (NoSuchFileException e) {
      throw Failure.usage("There is no plan " + path + "; write one with " + Commands.of(DRAFT), e);
    } catch (IOException e) {
      throw Failure.usage(
          Files.isDirectory(path)
              ? path + " is a folder; name the plan's file."
              : "The plan " + path + " cannot be read: " + e.getMessage() + ".",
          e);
    } catch (PlanException e) {
      throw new PlanFailure(
          ExitCode.USAGE,
          path.toString(),
          e.problems().stream().map(PlanFile::withWayOut).toList(),
          e);
    }
  }

  /** Whoever named another file than a plan may have none yet. */
  private static PlanProblem withWayOut(PlanProblem problem) {
    boolean noPlan = problem.key().isEmpty() && !problem.possible().isEmpty();
    return noPlan
        ? new PlanProblem(
            problem.line(),
            problem.column(),
            "",
            problem.found(),
            problem.possible(),
            problem.message() + " Write one with " + Commands.of(DRAFT))
        : problem;
  }

  /** A problem with where it stands in this file. */
  PlanProblem located(PlanProblem problem) {
    return problem.line() == null ? problem.at(places.of(problem.key())) : problem;
  }

  /** The same plan for a migration of another id. */
  public PlanFile withId(String id) {
    try {
      return new PlanFile(
          path,
          new Plan(
              id,
              plan.source(),
              plan.target(),
              plan.collections(),
              plan.transform(),
              plan.importing(),
              plan.quarantine(),
              plan.network(),
              plan.snapshot(),
              plan.validation(),
              plan.gates(),
              plan.people(),
              plan.traffic(),
              plan.timeline(),
              plan.window(),
              plan.rollback(),
              plan.acceptance(),
              plan.notifications(),
              plan.lane()),
          places);
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--id " + id + " cannot be used: " + e.getMessage() + ".", e);
    }
  }
}
