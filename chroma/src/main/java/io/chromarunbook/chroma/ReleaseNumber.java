package io.chromarunbook.chroma;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number of a Chroma release, as in 0.4.15. */
record ReleaseNumber(int major, int minor, int patch) implements Comparable<ReleaseNumber> {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})\\.([0-9]{1,4})(?![0-9]).*");
  private static final Comparator<ReleaseNumber> ORDER =
      Comparator.comparingInt(ReleaseNumber::major)
          .thenComparingInt(ReleaseNumber::minor)
          .thenComparingInt(ReleaseNumber::patch);

  /** What a server's version begins with; empty where that is no number of a release. */
  static Optional<ReleaseNumber> of(String version) {
    Matcher matcher = FORM.matcher(version);
    return matcher.matches()
        ? Optional.of(
            new ReleaseNumber(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }

  boolean isBefore(ReleaseNumber other) {
    return compareTo(other) < 0;
  }

  @Override
  public int compareTo(ReleaseNumber other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
