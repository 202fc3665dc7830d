package io.chromarunbook.chroma;

import java.time.Duration;

/** How long whoever asks a server waits for its answers. */
public sealed interface AnswerTime {

  /** What work on records allows, as long as something of the answer comes. */
  AnswerTime USUAL = new OfEach(Transport.WHOLE_ANSWER_TIMEOUT);

  /** The most it was from the beginning. */
  Duration most();

  /** How long a call that begins now may take, to the last byte of its answer; always something. */
  Duration left();

  /** Each answer may take so long. */
  record OfEach(Duration most) implements AnswerTime {

    @Override
    public Duration left() {
      return most;
    }
  }

  /**
   * All answers together may take so long.
   *
   * @param end by {@link System#nanoTime()}
   */
  record InAll(Duration most, long end) implements AnswerTime {

    private static final Duration NEXT_TO_NOTHING = Duration.ofMillis(1);

    /** From now on. */
    public static InAll fromNow(Duration most) {
      return new InAll(most, System.nanoTime() + most.toNanos());
    }

    @Override
    public Duration left() {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      // Nothing would mean no limit at all to the HTTP client.
      return left.compareTo(NEXT_TO_NOTHING) < 0 ? NEXT_TO_NOTHING : left;
    }
  }
}
