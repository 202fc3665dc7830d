package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chromarunbook.workflows.text.DatabasePath;
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
 * @param ca path of a PEM file with authorities to be trusted beside those of the machine; null for
 *     these alone
 * @param clientCertificate shown to a server that asks for one; null where there is none
 */
public record ServerPlan(
    @PlanKey(
            means = "Where the server itself answers",
            takes = "a URL of http or https",
            example = "\"http://host:8000\"",
            needed = true)
        String url,
    @PlanKey(
            means = "Where applications reach it, which may be a proxy",
            takes = "a URL of http or https",
            unset = "the url",
            example = "\"http://proxy:8000\"",
            onlyUnder = "source")
        String frontDoor,
    @PlanKey(means = "The tenant the collections are in") String tenant,
    @PlanKey(means = "The database the collections are in") String database,
    @PlanKey(
            means = "Sent with every request; secrets by reference, never written here",
            example = "{Authorization: {env: AUTHORIZATION}}")
        Map<String, SecretReference> headers,
    @PlanKey(
            means = "Where its last backup is",
            takes = "none, or a path on the machine of the worker",
            onlyUnder = "source")
        String backup,
    @PlanKey(
            means = "Most records read from it a second while it is live",
            takes = "a whole number of at least 1",
            unset = "no limit",
            example = "500",
            onlyUnder = "source")
        Integer maxRate,
    @PlanKey(
            means = "Restarts it cold before Step 4, which proves that what was migrated stays",
            unset = "restarts are not proven",
            example = "{run: [./restart-target.sh]}",
            onlyUnder = "target")
        CommandPlan restart,
    // Not written where they are not there, so that plans without them keep their digest.
    @PlanKey(
            means = "Certificates to trust beside those the machine trusts; PEM",
            takes = "a path on the machine that connects",
            unset = "those of the machine alone",
            example = "/etc/ssl/our-ca.pem")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String ca,
    @PlanKey(
            means = "Shown to a server that asks for a certificate",
            unset = "none is shown",
            example = "{certificate: /etc/ssl/ours.pem, key: /etc/ssl/ours.key}")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        ClientCertificate clientCertificate) {

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
    if (ca != null && ca.isBlank()) {
      throw new IllegalArgumentException(
          "ca is empty; name a file with certificates, or leave it out");
    }
    if ((ca != null || clientCertificate != null) && !overTls(url) && !overTls(frontDoor)) {
      throw new IllegalArgumentException(
          "ca and clientCertificate are for https, and the server is reached by "
              + url
              + "; write https:// there, or leave them out");
    }
  }

  /** A server without headers, certificates and all else that a plan may say of it. */
  public static ServerPlan at(String url, String tenant, String database) {
    return new ServerPlan(url, null, tenant, database, null, null, null, null, null, null);
  }

  /** Another database of the same server. */
  public ServerPlan in(String otherTenant, String otherDatabase) {
    return new ServerPlan(
        url,
        frontDoor,
        otherTenant,
        otherDatabase,
        headers,
        backup,
        maxRate,
        restart,
        ca,
        clientCertificate);
  }

  /** Tenant and database, for people. */
  public String place() {
    return DatabasePath.of(tenant, database);
  }

  private static boolean overTls(String url) {
    return url.startsWith("https:");
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
