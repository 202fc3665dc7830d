package io.chromarunbook.chroma;

/** A server has a quota for what one request was about, and the request was beyond it. */
final class QuotaException extends ChromaException {
  private static final long serialVersionUID = 1L;

  private final long limit;

  /**
   * @param limit of the quota, in the unit of whatever it is for
   */
  QuotaException(String message, long limit) {
    super(Kind.REFUSED, message, null);
    this.limit = limit;
  }

  long limit() {
    return limit;
  }
}
