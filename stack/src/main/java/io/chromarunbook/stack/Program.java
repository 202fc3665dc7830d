package io.chromarunbook.stack;

import java.util.List;

/** A server program ready to be started, and where it came from. */
record Program(List<String> command, String version, Origin origin) {}
