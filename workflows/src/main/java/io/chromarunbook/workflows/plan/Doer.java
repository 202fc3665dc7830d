package io.chromarunbook.workflows.plan;

/** Who does an action on traffic, by a plan. */
public sealed interface Doer {

  /** The worker, by a command of the plan. */
  record Command(CommandPlan command) implements Doer {}

  /** The gate before the source, which the worker tells. */
  record Gate(TrafficGate gate) implements Doer {}

  /** People, who confirm it. */
  record People() implements Doer {}
}
