package io.chromarunbook.workflows.lock;

import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.ServerPlan;
import java.net.URI;
import java.util.Locale;

/**
 * A tenant and database of a server, by an address that is the same however it is written.
 *
 * @param url scheme, host and port, without what names the same place differently
 */
public record LockedPlace(String url, String tenant, String database) {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int MOST_READABLE = 200;
  private static final int DIGITS = 12;

  /** The place a plan names. */
  public static LockedPlace of(ServerPlan server) {
    return new LockedPlace(
        server.isServer() ? normalised(server.url()) : server.url(),
        server.tenant(),
        server.database());
  }

  private static String normalised(String url) {
    URI parsed = URI.create(url);
    String scheme = parsed.getScheme().toLowerCase(Locale.ROOT);
    int port =
        parsed.getPort() >= 0 ? parsed.getPort() : scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
    String host = parsed.getHost().toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
    if (host.equals("localhost") || host.equals("[::1]") || host.equals("0.0.0.0")) {
      host = "127.0.0.1";
    }
    String path = parsed.getPath() == null ? "" : parsed.getPath().replaceAll("/+$", "");
    return scheme + "://" + host + ":" + port + path;
  }

  /** The workflow that is this place's lock: readable, and another one for another place. */
  public String workflowId() {
    String readable = (url + "/" + tenant + "/" + database).replaceAll("[^A-Za-z0-9._:/-]", "_");
    return "lock/"
        + readable.substring(0, Math.min(MOST_READABLE, readable.length()))
        + "/"
        + Json.digest(this).substring(0, DIGITS);
  }

  /** For people. */
  public String words() {
    return url + " (tenant " + tenant + ", database " + database + ")";
  }
}
