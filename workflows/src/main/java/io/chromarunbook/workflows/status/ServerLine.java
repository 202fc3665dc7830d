package io.chromarunbook.workflows.status;

import io.chromarunbook.workflows.text.DatabasePath;

/**
 * One side; version and API are empty until health looked.
 *
 * @param tenant null in what an earlier release wrote, like the database
 */
public record ServerLine(String url, String tenant, String database, String version, String api) {

  /** Address, tenant and database, for people. */
  public String words() {
    return tenant == null || database == null
        ? url
        : url + ", " + DatabasePath.of(tenant, database);
  }
}
