package io.chromarunbook.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

/**
 * A Temporal server.
 *
 * @param address host and port for clients
 * @param ui the Web UI, null when not known
 * @param version null when somebody else runs the server
 * @param dataDirectory null when somebody else runs the server
 * @param process null when somebody else runs the server
 */
@JsonInclude(Include.NON_NULL)
public record TemporalEntry(
    String address,
    String ui,
    String version,
    String dataDirectory,
    StackProcess process,
    Origin origin) {}
