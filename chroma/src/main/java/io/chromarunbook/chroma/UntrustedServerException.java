package io.chromarunbook.chroma;

/**
 * No TLS connection came about: the server's certificate does not prove who it is, or it does not
 * take ours. The message says how to mend that. Nothing was sent; what is mended at the server
 * helps the next call.
 */
public final class UntrustedServerException extends ChromaException {
  private static final long serialVersionUID = 1L;

  private final String brief;

  UntrustedServerException(String sentence, String brief, Throwable cause) {
    super(Kind.UNREACHABLE, sentence, cause);
    this.brief = brief;
  }

  @Override
  public String brief() {
    return brief;
  }
}
