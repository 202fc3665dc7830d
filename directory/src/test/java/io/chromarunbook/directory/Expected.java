package io.chromarunbook.directory;

import static io.chromarunbook.directory.Observed.Seen.ALL;

import io.chromarunbook.directory.Observed.Written;

/** What docs/assess.md says a real 1.5.9 did. */
final class Expected {

  static final Observed CLEAN = new Observed(ALL, ALL, ALL, Written.KEPT, ALL, ALL, ALL);

  private Expected() {}

  static Observed of(FaultyDirectory faulty) {
    return CLEAN;
  }
}
