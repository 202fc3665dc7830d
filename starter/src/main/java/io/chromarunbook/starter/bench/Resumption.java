package io.chromarunbook.starter.bench;

/**
 * What a {@code kill -9} of the worker in the middle of Step 3 cost.
 *
 * @param seconds from the kill until another worker had taken up a part
 * @param partSeconds from the kill until the next part was in, read back and acknowledged
 * @param partsBegunAgain that were being imported at that moment
 * @param partsDoneAgain that had been acknowledged already, and should have been left alone
 */
public record Resumption(
    double seconds, double partSeconds, int partsBegunAgain, int partsDoneAgain) {}
