package io.chromarunbook.chroma;

/** No answer came. */
final class UnansweredException extends ChromaException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param server its address
   * @param reason in words, without an end
   */
  UnansweredException(String server, String reason, Throwable cause) {
    super(Kind.UNREACHABLE, "No answer from " + server + ": " + reason + ".", cause);
    this.reason = reason;
  }

  @Override
  public String brief() {
    return reason;
  }
}
