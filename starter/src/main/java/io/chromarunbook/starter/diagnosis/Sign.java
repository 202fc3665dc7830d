package io.chromarunbook.starter.diagnosis;

import java.time.Instant;
import java.util.List;

/**
 * An issue as it was recognised.
 *
 * @param about what exactly it is about, in words; empty where that is the run itself
 * @param since when it began; null where that is not known
 * @param evidence what it is recognised by, a sentence each
 * @param until when it ends otherwise than by a cure; null where nothing does, or nobody knows when
 */
record Sign(KnownIssue issue, String about, Instant since, List<Evidence> evidence, Instant until) {

  Sign {
    evidence = List.copyOf(evidence);
  }

  /** One about the run itself. */
  static Sign of(KnownIssue issue, Instant since, Instant until, String... evidence) {
    return new Sign(issue, "", since, List.of(evidence).stream().map(Evidence::of).toList(), until);
  }
}
