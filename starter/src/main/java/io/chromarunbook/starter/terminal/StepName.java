package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.status.Step;

/** Steps as people call them: {@code step 1.1 health}, but {@code wait for T-0}. */
public final class StepName {

  private StepName() {}

  /** Within a sentence. */
  public static String of(Step step) {
    return Character.isDigit(step.id().charAt(0)) ? "step " + step : step.toString();
  }

  static String capitalised(Step step) {
    String name = of(step);
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
