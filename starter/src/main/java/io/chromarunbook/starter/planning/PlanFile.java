package io.chromarunbook.starter.planning;

import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanException;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A plan where its author wrote it. */
public record PlanFile(Path path, Plan plan) {

  /**
   * Reads it.
   *
   * @throws Failure where there is none, or it is not usable
   */
  public static PlanFile read(Path path) {
    try {
      return new PlanFile(path, PlanReader.read(Files.readString(path, StandardCharsets.UTF_8)));
    } catch (NoSuchFileException e) {
      throw Failure.usage(
          "There is no plan " + path + "; write one with " + RunbookCommand.PROGRAM + " plan init",
          e);
    } catch (IOException e) {
      throw Failure.usage("The plan " + path + " cannot be read: " + e.getMessage() + ".", e);
    } catch (PlanException e) {
      throw Failure.usage(path + ": " + e.getMessage(), e);
    }
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
              plan.rollback(),
              plan.acceptance(),
              plan.notifications()));
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--id " + id + " cannot be used: " + e.getMessage() + ".", e);
    }
  }
}
