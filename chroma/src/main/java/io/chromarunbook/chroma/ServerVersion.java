package io.chromarunbook.chroma;

/**
 * What a server was found to be.
 *
 * @param api "v1" or "v2"
 * @param version as the server gives it; 1.x servers give their API's version, not the release
 */
public record ServerVersion(String api, String version) {}
