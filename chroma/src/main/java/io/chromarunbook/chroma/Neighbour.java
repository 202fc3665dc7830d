package io.chromarunbook.chroma;

/** One answer to a query: a record's id and its distance by the collection's distance function. */
public record Neighbour(String id, double distance) {}
