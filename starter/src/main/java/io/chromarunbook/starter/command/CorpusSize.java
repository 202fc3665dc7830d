package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.Failure;
import picocli.CommandLine.Option;

/** How much of the demo's data a command takes. */
final class CorpusSize {

  private static final int FEWEST = 6;
  private static final int MOST = 10_000_000;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "9832",
      description =
          "How many records, 6 to 10000000; above 9832 (the default) the corpus is repeated with other ids and moved vectors.")
  private int records;

  /** How many records; a refusal where they are too few or too many. */
  int records() {
    if (records < FEWEST || records > MOST) {
      throw Failure.usage("--records must be between 6 and 10000000, was " + records);
    }
    return records;
  }
}
