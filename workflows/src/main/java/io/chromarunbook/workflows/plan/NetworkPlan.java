package io.chromarunbook.workflows.plan;

import java.time.Duration;

/**
 * Patience with the network.
 *
 * @param giveUpAfter how long a server may be unreachable without a break before the run ends
 */
public record NetworkPlan(
    @PlanKey(
            means = "How long a server may be away without a break before the run ends",
            takes = "a duration of at least PT1S, like PT10M")
        Duration giveUpAfter) {

  /** Ten minutes. */
  public static final NetworkPlan DEFAULT = new NetworkPlan(null);

  public NetworkPlan {
    giveUpAfter = giveUpAfter == null ? Duration.ofMinutes(10) : giveUpAfter;
    if (giveUpAfter.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("giveUpAfter must be at least PT1S");
    }
  }
}
