package io.chromarunbook.stack;

/** An address as clients write it, {@code host:port}. */
record HostAndPort(String host, int port) {
  private static final int TEMPORAL_PORT = 7233;

  static HostAndPort parse(String address) {
    int colon = address.lastIndexOf(':');
    try {
      return colon < 0
          ? new HostAndPort(address, TEMPORAL_PORT)
          : new HostAndPort(
              address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new StackException(
          "\"" + address + "\" is not a Temporal address; write it as host:port.", e);
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
