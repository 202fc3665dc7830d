package io.chromarunbook.workflows;

import java.util.regex.Pattern;

/**
 * A name made of an id, which may hold anything, for places that take few characters: collections
 * of every release of Chroma, files, locks.
 *
 * <p>It has 3 to 63 letters, digits and hyphens, with a letter or digit at both ends. Names of
 * different ids differ, whatever was left out of them, by a digest of the id.
 *
 * @param text the name
 */
public record SafeName(String text) {

  private static final int LONGEST = 63;
  private static final int DIGEST = 10;

  /** Room for a suffix and the hyphen before it. */
  private static final int SUFFIX = 8;

  private static final Pattern KIND = Pattern.compile("[a-z][a-z-]{1,19}[a-z]");
  private static final Pattern FEW = Pattern.compile("[0-9a-z]{1," + SUFFIX + "}");
  private static final Pattern NUMBER = Pattern.compile("-[0-9a-f]{" + SUFFIX + "}");
  private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9]+");
  private static final Pattern EDGES = Pattern.compile("^-+|-+$");

  /**
   * The name of this kind of thing for this id.
   *
   * @param kind 3 to 21 small letters and hyphens, which the name begins with
   */
  public static SafeName of(String kind, String id) {
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException("not a kind of thing: " + kind);
    }
    int room = LONGEST - kind.length() - DIGEST - SUFFIX - 3;
    String readable = trimmed(OTHERS.matcher(id).replaceAll("-"));
    readable = trimmed(readable.substring(0, Math.min(room, readable.length())));
    return new SafeName(kind + (readable.isEmpty() ? "" : "-" + readable) + "-" + digest(id));
  }

  private static String trimmed(String text) {
    return EDGES.matcher(text).replaceAll("");
  }

  private static String digest(String id) {
    return Sha256.of(id).substring(0, DIGEST);
  }

  /**
   * One of several things of this name.
   *
   * @param suffix 1 to 8 small letters and digits that tell it from the others
   */
  public String and(String suffix) {
    if (!FEW.matcher(suffix).matches()) {
      throw new IllegalArgumentException("not a suffix: " + suffix);
    }
    return text + "-" + suffix;
  }

  /** Whether something is called by this name and a suffix of 8 hex digits. */
  public boolean isBeginningOf(String name) {
    return name.startsWith(text) && NUMBER.matcher(name.substring(text.length())).matches();
  }
}
