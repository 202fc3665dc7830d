package io.chromarunbook.activities.dryrun;

/**
 * Records that have one trait, as they are to be written, and which of them stand for all.
 *
 * @param records how many
 * @param smallest id of the one that takes the fewest bytes in a request
 * @param fewest of bytes
 * @param largest id of the one that takes the most
 * @param most of bytes
 */
record Exemplar(long records, String smallest, long fewest, String largest, long most) {

  Exemplar plus(Exemplar other) {
    return new Exemplar(
        records + other.records,
        fewest <= other.fewest ? smallest : other.smallest,
        Math.min(fewest, other.fewest),
        most >= other.most ? largest : other.largest,
        Math.max(most, other.most));
  }
}
