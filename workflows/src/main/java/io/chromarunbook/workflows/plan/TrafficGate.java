package io.chromarunbook.workflows.plan;

import java.net.URI;

/**
 * The gate before the source, which freezes and switches traffic itself.
 *
 * @param admin where it takes orders; not where applications reach it, which is {@code
 *     source.frontDoor}
 * @param token what it takes them by, by reference
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
        SecretReference token) {

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
    admin = admin.endsWith("/") ? admin.substring(0, admin.length() - 1) : admin;
  }
}
