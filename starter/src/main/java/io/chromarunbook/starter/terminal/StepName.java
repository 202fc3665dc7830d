package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.status.Step;

/** Steps as people call them: {@code step 1.1 health}, but {@code monitoring}. */
public final class StepName {

  private StepName() {}

  /** Whether the runbook gives it a number. */
  public static boolean numbered(Step step) {
    return Character.isDigit(step.id().charAt(0));
  }

  /** Within a sentence. */
  public static String of(Step step) {
    return numbered(step) ? "step " + step : step.title();
  }

  static String capitalised(Step step) {
    String name = of(step);
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
