package io.chromarunbook.activities.importing;

import java.time.Duration;

/**
 * How many records to send at a time: as many as the target takes in about a second. Larger batches
 * gain nothing there and make every lost answer dearer; smaller ones cost the server time.
 */
record BatchSize(int records) {

  static final int LEAST = 300;
  static final int MOST = 1000;
  static final BatchSize FIRST = new BatchSize(500);

  private static final Duration WANTED = Duration.ofSeconds(1);

  BatchSize {
    records = Math.max(LEAST, Math.min(MOST, records));
  }

  /**
   * The size after a request of so many records took so long: halfway to what was observed. A small
   * request says little about a large one.
   */
  BatchSize after(int sent, Duration taken) {
    if (sent < LEAST) {
      return this;
    }
    long fits = sent * WANTED.toMillis() / Math.max(1, taken.toMillis());
    return new BatchSize((int) (records + Math.min(fits, MOST) + 1) / 2);
  }

  /** The size that cuts so many records into batches of about the same size, the last one too. */
  int evenly(long all) {
    long batches = Math.max(1, Math.round((double) all / records));
    return (int) Math.min(MOST, (all + batches - 1) / batches);
  }

  /** The size after the server could not keep up. */
  BatchSize smaller() {
    return new BatchSize(records / 2);
  }
}
