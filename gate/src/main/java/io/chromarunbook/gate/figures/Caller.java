package io.chromarunbook.gate.figures;

/**
 * Who asks.
 *
 * @param address without the port, which differs with each connection
 * @param agent as it calls itself; null where it does not
 * @param api "v1", "v2" or "other"
 */
public record Caller(String address, String agent, String api) {

  private static final int LONGEST_AGENT = 200;

  /** Cuts what is too long to keep. */
  public Caller {
    agent =
        agent == null || agent.length() <= LONGEST_AGENT
            ? agent
            : agent.substring(0, LONGEST_AGENT);
  }
}
