package io.chromarunbook.workflows.plan;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One side of a migration.
 *
 * @param url of the server itself
 * @param frontDoor the address applications use, which may be a proxy; the server's own by default
 * @param headers sent with every request, values by reference
 * @param backup path of the last backup, or "none"; of the source only
 * @param maxRate most records a second read from a live source; null for no limit
 * @param restart restarts the server cold, before Step 4; of the target only; null where the plan
 *     has none
 */
public record ServerPlan(
    String url,
    String frontDoor,
    String tenant,
    String database,
    Map<String, SecretReference> headers,
    String backup,
    Integer maxRate,
    CommandPlan restart) {

  public ServerPlan {
    if (url == null) {
      throw new IllegalArgumentException("url is missing");
    }
    url = checked(url);
    frontDoor = frontDoor == null ? url : checked(frontDoor);
    tenant = tenant == null ? "default_tenant" : tenant;
    database = database == null ? "default_database" : database;
    headers = headers == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(headers));
    backup = backup == null ? "none" : backup;
    if (maxRate != null && maxRate < 1) {
      throw new IllegalArgumentException("maxRate must be at least 1 record a second");
    }
  }

  private static String checked(String url) {
    URI parsed;
    try {
      parsed = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + url + "' is not a URL", e);
    }
    if (parsed.getHost() == null
        || !("http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme()))) {
      throw new IllegalArgumentException(
          "'" + url + "' is not a URL of the form http://host:port or https://host:port");
    }
    if (parsed.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "the url carries credentials; give them as headers: {Authorization: {env: VARIABLE}}");
    }
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
