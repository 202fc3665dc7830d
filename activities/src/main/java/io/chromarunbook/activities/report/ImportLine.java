package io.chromarunbook.activities.report;

/**
 * What writing one part took, of the attempt that its receipt is of.
 *
 * @param part from 1
 * @param batches requests the target took
 * @param records in those requests
 * @param seconds spent in them
 */
record ImportLine(String collection, int part, int batches, long records, double seconds) {

  /** Two, as a line that stands for both. */
  ImportLine plus(ImportLine other) {
    return new ImportLine(
        collection,
        part,
        batches + other.batches,
        records + other.records,
        seconds + other.seconds);
  }

  /** Records in a second of requests. */
  double perSecond() {
    return seconds == 0 ? 0 : records / seconds;
  }

  /** What a request took on average. */
  double millisecondsEach() {
    return batches == 0 ? 0 : seconds * 1000 / batches;
  }
}
