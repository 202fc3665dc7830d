package io.chromarunbook.starter.demo;

import java.util.Random;

/**
 * One of the copies a larger corpus is made of. The first is the book itself; in the others each id
 * has the copy's number, and each embedding is moved by noise and keeps its length.
 */
record Tile(long seed, int number) {

  /**
   * Of each component's share of the length: near enough to be a neighbour, too far to be equal.
   */
  private static final double NOISE = 0.2;

  CorpusRecord copy(CorpusRecord original) {
    return number == 0
        ? original
        : new CorpusRecord(
            original.id() + "~" + number,
            original.document(),
            original.metadata(),
            moved(original.id(), original.embedding()));
  }

  private float[] moved(String id, float[] embedding) {
    Random random = new Random(seed * 1_000_003 + number * 31L + id.hashCode());
    double length = length(embedding);
    double spread = NOISE * length / Math.sqrt(embedding.length);
    float[] moved = new float[embedding.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = (float) (embedding[i] + spread * random.nextGaussian());
    }
    double scale = length / length(moved);
    for (int i = 0; i < moved.length; i++) {
      moved[i] *= (float) scale;
    }
    return moved;
  }

  private static double length(float[] vector) {
    double sum = 0;
    for (float component : vector) {
      sum += (double) component * component;
    }
    return Math.sqrt(sum);
  }
}
