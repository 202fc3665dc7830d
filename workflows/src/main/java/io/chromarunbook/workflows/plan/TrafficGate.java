package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;

/**
 * The gate before the source, which freezes and switches traffic itself.
 *
 * @param admin where it takes orders; not where applications reach it, which is {@code
 *     source.frontDoor}
 * @param token what it takes them by, by reference
 * @param ca path of a PEM file with authorities to be trusted beside those of the machine; null for
 *     these alone
 */
public record TrafficGate(
    @PlanKey(
            means = "Where the gate takes orders, as the worker reaches it",
            takes = "a URL of http or https",
            example = "\"http://gate:8081\"",
            needed = true)
        String admin,
    @PlanKey(
            means = "The token it takes orders by; by reference, never written here",
            example = "{file: gate.token}",
            needed = true)
        SecretReference token,
    // Not written where it is not there, so that plans without it keep their digest.
    @PlanKey(
            means = "Certificates to trust the gate by, as PEM",
            takes = "a path on the machine that connects",
            unset = "those of the machine alone",
            example = "/etc/ssl/our-ca.pem")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String ca) {

  public TrafficGate {
    if (admin == null) {
      throw new IllegalArgumentException("admin is missing: where the gate takes orders");
    }
    if (token == null) {
      throw new IllegalArgumentException("token is missing: write 'file: PATH' or 'env: VARIABLE'");
    }
    URI parsed;
    try {
      parsed = URI.create(admin);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + admin + "' is not a URL", e);
    }
    if (parsed.getHost() == null
        || !("http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme()))) {
      throw new IllegalArgumentException(
          "'" + admin + "' is not a URL of the form http://host:port or https://host:port");
    }
    if (parsed.getUserInfo() != null) {
      throw new IllegalArgumentException("admin carries credentials; the token is what it takes");
    }
    if (ca != null && (ca.isBlank() || !"https".equals(parsed.getScheme()))) {
      throw new IllegalArgumentException(
          "ca names a file with certificates, for an admin of https; mend it, or leave it out");
    }
    admin = admin.endsWith("/") ? admin.substring(0, admin.length() - 1) : admin;
  }
}
