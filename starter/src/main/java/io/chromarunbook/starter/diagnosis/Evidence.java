package io.chromarunbook.starter.diagnosis;

import java.time.Instant;
import java.util.function.Function;

/** A sentence that an issue is recognised by; times in it are as its reader has them. */
@FunctionalInterface
public interface Evidence {

  /** The sentence. */
  String words(Function<Instant, String> times);

  /** One without any time in it. */
  static Evidence of(String sentence) {
    return times -> sentence;
  }
}
