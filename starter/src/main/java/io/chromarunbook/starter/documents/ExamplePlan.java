package io.chromarunbook.starter.documents;

import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A plan of nobody, for documents that are of no one migration. */
public final class ExamplePlan {

  private ExamplePlan() {}

  /** The plan that the examples of the help are about. */
  public static Plan plan() {
    try (InputStream file = ExamplePlan.class.getResourceAsStream("example-plan.yaml")) {
      return PlanReader.written(file.readAllBytes()).plan();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
