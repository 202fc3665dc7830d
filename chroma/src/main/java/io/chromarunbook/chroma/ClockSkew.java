package io.chromarunbook.chroma;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** How far a server's clock is from ours, as well as a Date header can tell. */
public final class ClockSkew {

  // A Date header has whole seconds, cut: on average it is half a second behind.
  private static final Duration CUT_FROM_DATE = Duration.ofMillis(500);
  // A busy server makes a new header late; the least of several is nearest to the truth.
  private static final int LOOKS = 3;

  private ClockSkew() {}

  /** Its clock less ours; empty where it does not show its clock. */
  public static Optional<Duration> of(ChromaServer server, InstantSource ours) {
    return IntStream.range(0, LOOKS)
        .mapToObj(look -> once(server, ours))
        .flatMap(Optional::stream)
        .min(Comparator.comparing(Duration::abs));
  }

  private static Optional<Duration> once(ChromaServer server, InstantSource ours) {
    Instant before = ours.instant();
    Optional<Instant> theirs = server.clock();
    Instant middle = before.plus(Duration.between(before, ours.instant()).dividedBy(2));
    return theirs.map(time -> Duration.between(middle, time.plus(CUT_FROM_DATE)));
  }
}
