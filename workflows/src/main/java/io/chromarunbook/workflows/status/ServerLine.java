package io.chromarunbook.workflows.status;

/** One side; version and API are empty until health looked. */
public record ServerLine(String url, String version, String api) {}
