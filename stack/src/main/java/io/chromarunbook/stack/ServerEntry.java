package io.chromarunbook.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

/**
 * A Chroma server.
 *
 * @param dataDirectory holds chroma.sqlite3; null when somebody else runs the server
 * @param version the release; null when somebody else runs the server
 * @param process null when somebody else runs the server
 */
@JsonInclude(Include.NON_NULL)
public record ServerEntry(
    String url, String dataDirectory, String version, StackProcess process, Origin origin) {}
