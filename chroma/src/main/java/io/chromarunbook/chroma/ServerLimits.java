package io.chromarunbook.chroma;

/**
 * What a server advertises.
 *
 * @param maxBatchSize most records in one upsert
 * @param base64Embeddings whether embeddings may be written as base64 of little-endian float32
 */
public record ServerLimits(int maxBatchSize, boolean base64Embeddings) {}
