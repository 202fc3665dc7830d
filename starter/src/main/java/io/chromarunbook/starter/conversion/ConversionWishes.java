package io.chromarunbook.starter.conversion;

import io.chromarunbook.workflows.plan.Lane;
import io.chromarunbook.workflows.plan.ServerPlan;
import java.util.List;

/**
 * What is to be converted.
 *
 * @param by who does it, in all roles
 * @param quarantine the most records that may be put aside
 * @param lane by which road
 * @param left names of collections that stay behind; '*' stands for any characters
 * @param agrees whether all that machines find good is agreed to without asking
 */
public record ConversionWishes(
    ServerPlan source,
    ServerPlan target,
    String by,
    long quarantine,
    Lane lane,
    List<String> left,
    boolean agrees) {

  public ConversionWishes {
    left = List.copyOf(left);
  }
}
