package io.chromarunbook.starter.offline;

import io.chromarunbook.workflows.plan.SecretReference;
import java.util.Map;

/**
 * Where a snapshot is to be restored.
 *
 * @param url of the server
 * @param headers sent with every request, values by reference
 */
public record RestoreTarget(
    String url, String tenant, String database, Map<String, SecretReference> headers) {}
