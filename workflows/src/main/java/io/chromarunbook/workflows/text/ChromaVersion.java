package io.chromarunbook.workflows.text;

/** The version of a Chroma server as people read it. */
public final class ChromaVersion {

  /** What every server of 1.x says of itself, whichever release it is. */
  private static final String SAID_BY_ALL_OF_1X = "1.0.0";

  private ChromaVersion() {}

  /**
   * What a server's API says, like "0.6.3", and where that is not its release, what it is.
   *
   * @param said null or empty where it was not asked
   */
  public static String words(String said) {
    if (said == null) {
      return "";
    }
    return SAID_BY_ALL_OF_1X.equals(said) ? "1.x (its API says 1.0.0)" : said;
  }
}
