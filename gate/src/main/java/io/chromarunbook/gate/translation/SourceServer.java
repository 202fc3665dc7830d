package io.chromarunbook.gate.translation;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The server that clients were made for: what it said of itself they go on hearing.
 *
 * @param version as its own answer says: {@code 0.5.23}
 * @param maxBatchSize how many records it told clients to send at once
 * @param address where the migrated collections lay
 */
public record SourceServer(String version, int maxBatchSize, DatabaseAddress address) {
  private static final Pattern NUMBERS = Pattern.compile("\\d{1,6}(\\.\\d{1,6}){1,3}");

  /** Refuses a version that is none: how answers look depends on it. */
  public SourceServer {
    if (!NUMBERS.matcher(version).matches()) {
      throw new IllegalArgumentException("not a version of Chroma: " + version);
    }
  }

  /** Whether it is this release or a later one. */
  boolean isAtLeast(int... release) {
    return Arrays.compare(
            Arrays.stream(version.split("\\.", -1)).mapToInt(Integer::parseInt).toArray(), release)
        >= 0;
  }
}
