package io.chromarunbook.workflows.plan;

/** Who does an action on traffic, by a plan. */
public sealed interface Doer {

  /** The worker, by a command of the plan. */
  record Command(CommandPlan command) implements Doer {}

  /** The gate before the source, which the worker tells. */
  record Gate(TrafficGate gate) implements Doer {}

  /** People, who confirm it. */
  record People() implements Doer {}

  /** The worker, at the copy of a directory that it serves. */
  record ServedCopy(String directory) implements Doer {}

  /** The worker, by triggers in a directory that an application has open. */
  record LiveDirectory(String directory) implements Doer {}

  /**
   * Nobody.
   *
   * @param because a sentence: why there is nothing to do
   */
  record Nobody(String because) implements Doer {}
}
