package io.chromarunbook.chroma;

import java.util.OptionalLong;

/**
 * A database of a server beside the one that is connected to.
 *
 * @param collections how many it has; empty where that could not be asked
 */
public record OtherDatabase(String tenant, String name, OptionalLong collections) {}
