package io.chromarunbook.starter.offline;

/**
 * One record left behind that does not come to the source.
 *
 * @param collection its name at the source
 * @param reason why, in half a sentence
 */
public record PutBackExample(String collection, String id, String reason) {}
