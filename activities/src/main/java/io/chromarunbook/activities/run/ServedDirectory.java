package io.chromarunbook.activities.run;

import java.nio.file.Path;

/**
 * A Chroma directory that is served on this machine while a run goes on.
 *
 * @param folder where log, port and process are noted; the run's own
 * @param name source or target
 * @param data the directory
 * @param release of the Chroma that opens it, like 1.5.9
 */
public record ServedDirectory(Path folder, String name, Path data, String release) {}
