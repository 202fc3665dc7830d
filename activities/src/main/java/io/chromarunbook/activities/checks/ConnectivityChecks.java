package io.chromarunbook.activities.checks;

import io.chromarunbook.chroma.ServerVersion;
import io.chromarunbook.workflows.text.ChromaVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Family 1: both servers answer, and are what they were. */
public final class ConnectivityChecks {

  private static final Duration MOST_SKEW = Duration.ofSeconds(2);

  /** The source answers. */
  public static final Check SOURCE =
      Check.blocking(
          "connectivity.source",
          "the source answers, with the API and version the snapshot was taken from",
          "The source answered during this validation and was not upgraded since the snapshot.",
          "That it answers applications as fast as before.",
          Inapplicable.NO_TARGET);

  /** The target answers. */
  public static final Check TARGET =
      Check.blocking(
          "connectivity.target",
          "the target answers",
          "The target answered during this validation.",
          "That it will tomorrow.",
          Inapplicable.NO_TARGET);

  static final Check CLOCK =
      Check.warning(
          "connectivity.clock",
          "both clocks within 2 s of the worker's",
          "The times in logs of all three can be compared.",
          "Anything about time zones.",
          Inapplicable.NO_CLOCK);

  static final Check LIMITS =
      Check.blocking(
          "connectivity.limits",
          "the target advertises how many records it takes at once",
          "The target said its batch limit, and it is a positive number.",
          "That it keeps to it; some servers take more.",
          Inapplicable.NO_TARGET);

  /** What it consists of. */
  public static final Family FAMILY =
      new Family("connectivity", "Connectivity", List.of(SOURCE, TARGET, CLOCK, LIMITS));

  private ConnectivityChecks() {}

  /** The source answered. */
  public static void source(ServerVersion now, String api, String version, Tallies tallies) {
    boolean same = now.api().equals(api) && now.version().equals(version);
    tallies.look(
        SOURCE, same, "API " + now.api() + ", version " + ChromaVersion.words(now.version()));
    tallies.words(
        SOURCE,
        "the source answers with API %s and version %s, as when the snapshot was taken"
            .formatted(api, version),
        "API %s, version %s".formatted(now.api(), ChromaVersion.words(now.version())));
  }

  /** The source answered before there was a snapshot. */
  public static void source(ServerVersion now, Tallies tallies) {
    tallies.look(SOURCE, !now.version().isBlank(), "no version");
    tallies.words(
        SOURCE,
        "the source answers",
        "API %s, version %s".formatted(now.api(), ChromaVersion.words(now.version())));
  }

  /** The target answered. */
  public static void target(ServerVersion now, Tallies tallies) {
    tallies.look(TARGET, !now.version().isBlank(), "no version");
    tallies.words(
        TARGET,
        null,
        "API %s, version %s".formatted(now.api(), ChromaVersion.words(now.version())));
  }

  /** The target answered, and said how many records it takes at once. */
  public static void target(ServerVersion now, int maxBatchSize, Tallies tallies) {
    target(now, tallies);
    tallies.look(LIMITS, maxBatchSize > 0, "max_batch_size " + maxBatchSize);
    tallies.words(LIMITS, null, "%,d records a request".formatted(maxBatchSize));
  }

  /** How far a server's clock is from ours; empty where it does not show it. */
  public static void clock(String server, Optional<Duration> skew, Tallies tallies) {
    skew.ifPresent(
        apart -> tallies.look(CLOCK, apart.abs().compareTo(MOST_SKEW) <= 0, server + "'s clock"));
  }
}
