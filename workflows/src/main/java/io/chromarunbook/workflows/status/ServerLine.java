package io.chromarunbook.workflows.status;

import io.chromarunbook.workflows.text.DatabasePath;
import java.time.Instant;

/**
 * One side; version and API are empty until health looked.
 *
 * @param tenant null in what an earlier release wrote, like the database
 * @param answeredAt when the run last had an answer of it, as far as its steps tell; null before
 *     the first
 */
public record ServerLine(
    String url, String tenant, String database, String version, String api, Instant answeredAt) {

  /** One that was not asked yet. */
  public ServerLine(String url, String tenant, String database, String version, String api) {
    this(url, tenant, database, version, api, null);
  }

  /** Address, tenant and database, for people. */
  public String words() {
    return tenant == null || database == null
        ? url
        : url + ", " + DatabasePath.of(tenant, database);
  }
}
