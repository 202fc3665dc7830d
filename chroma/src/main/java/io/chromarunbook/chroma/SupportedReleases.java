package io.chromarunbook.chroma;

import java.net.URI;

/**
 * The oldest releases that can be moved from and to. A 1.x server does not give its release, so of
 * those none is refused.
 */
public final class SupportedReleases {

  /** Before, a server kept its data another way. */
  public static final String OLDEST_SOURCE = "0.4.0";

  /** Before, a server lost uris, or booleans in metadata, of what was written to it. */
  public static final String OLDEST_TARGET = "0.4.20";

  private SupportedReleases() {}

  /**
   * Refuses what is too old to be read.
   *
   * @throws UnsupportedReleaseException naming the oldest that works
   */
  static void requireReadable(URI url, String version) {
    if (isBefore(version, OLDEST_SOURCE)) {
      throw new UnsupportedReleaseException(
          "%s is Chroma %s, and %s is the oldest release that can be read: bring its data to a server of 0.4 first, with Chroma's own chroma-migrate."
              .formatted(url, version, OLDEST_SOURCE));
    }
  }

  /**
   * Refuses what is too old to keep all that is moved to it.
   *
   * @throws UnsupportedReleaseException naming the oldest that works
   */
  public static void requireTarget(String url, ServerVersion server) {
    if (isBefore(server.version(), OLDEST_TARGET)) {
      throw new UnsupportedReleaseException(
          "%s is Chroma %s, and %s is the oldest release that keeps all it is given: move to a later one, at best of 1.x."
              .formatted(url, server.version(), OLDEST_TARGET));
    }
  }

  private static boolean isBefore(String version, String oldest) {
    ReleaseNumber first = ReleaseNumber.of(oldest).orElseThrow();
    return ReleaseNumber.of(version).filter(release -> release.isBefore(first)).isPresent();
  }
}
