package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.text.DatabasePath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One side of a migration: a server, a directory that is served while the run goes on, or a
 * snapshot.
 *
 * @param url of the server itself; of a directory and a snapshot, which have none, what stands for
 *     it wherever a side is named
 * @param frontDoor the address applications use, which may be a proxy; the server's own by default
 * @param headers sent with every request, values by reference
 * @param backup path of the last backup, or "none"; of the source only
 * @param maxRate most records a second read from a live source; null for no limit
 * @param restart restarts the server cold, before Step 4; of the target only; null where the plan
 *     has none
 * @param ca path of a PEM file with authorities to be trusted beside those of the machine; null for
 *     these alone
 * @param clientCertificate shown to a server that asks for one; null where there is none
 * @param directory full path of a Chroma directory on the worker's machine; null where there is
 *     none
 * @param snapshot full path of a snapshot on the worker's machine; null where there is none
 * @param digest SHA-256 of that snapshot's manifest, 64 hex digits; null where there is none
 * @param live true where the directory is open in an application, which goes on reading it and is
 *     frozen by triggers in it; null where nobody may have it open
 */
public record ServerPlan(
    @PlanKey(
            means = "Where the server itself answers",
            takes = "a URL of http or https",
            example = "\"http://host:8000\"",
            needed = true,
            instead = {"directory", "snapshot"})
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
        ClientCertificate clientCertificate,
    @PlanKey(
            means = "A Chroma directory instead of a server, served while the run goes on",
            takes = "a full path on the machine of the worker",
            unset = "there is a url",
            example = "/var/lib/chroma")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String directory,
    @PlanKey(
            means = "A snapshot instead of a server",
            takes = "a full path on the machine of the worker",
            unset = "there is a url",
            example = "/backup/kb/snapshot",
            onlyUnder = "source")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String snapshot,
    @PlanKey(
            means = "The digest that the snapshot was given when it was taken",
            takes = "64 hex digits",
            unset = "there is no snapshot",
            example = "3f4c…",
            onlyUnder = "source")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String digest,
    @PlanKey(
            means = "An application keeps the directory open: triggers in it freeze it",
            takes = "true",
            unset = "nobody may have it open",
            example = "true",
            onlyUnder = "source")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Boolean live) {

  /** What needs no encoding in a path's URI. */
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

  private static final Pattern FULL_PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[^/\\x00]+)+");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  public ServerPlan {
    Files files = new Files(directory, snapshot, digest);
    String standsFor = files.name();
    if (standsFor == null) {
      if (url == null) {
        throw new IllegalArgumentException("url is missing");
      }
      url = checked(url);
      frontDoor = frontDoor == null ? url : checked(frontDoor);
    } else {
      if (url != null && !url.equals(standsFor)) {
        throw new IllegalArgumentException(
            "both a url and " + files.key() + " are given; leave one of them out");
      }
      if (frontDoor != null && !frontDoor.equals(standsFor)) {
        throw new IllegalArgumentException(
            "frontDoor is for servers, and this is a " + files.key() + "; leave it out");
      }
      if (headers != null && !headers.isEmpty()) {
        throw new IllegalArgumentException(
            "headers are for servers, and this is a " + files.key() + "; leave them out");
      }
      if (restart != null) {
        throw new IllegalArgumentException(
            "restart is for servers, and what is served of a directory is restarted by the run;"
                + " leave it out");
      }
      url = standsFor;
      frontDoor = standsFor;
    }
    if (live != null && directory == null) {
      throw new IllegalArgumentException(
          "live is for directories, which applications open themselves; leave it out");
    }
    live = Boolean.TRUE.equals(live) ? true : null;
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
    return new ServerPlan(
        url, null, tenant, database, null, null, null, null, null, null, null, null, null, null);
  }

  /** A directory by its full path; null for the default tenant and database. */
  public static ServerPlan directory(String directory, String tenant, String database) {
    return new ServerPlan(
        null, null, tenant, database, null, null, null, null, null, null, directory, null, null,
        null);
  }

  /** The same without what is sent with requests. */
  public ServerPlan withoutHeaders() {
    return new ServerPlan(
        url,
        frontDoor,
        tenant,
        database,
        null,
        backup,
        maxRate,
        restart,
        ca,
        clientCertificate,
        directory,
        snapshot,
        digest,
        live);
  }

  /** Whether this is a server that somebody else runs. */
  @JsonIgnore
  public boolean isServer() {
    return directory == null && snapshot == null;
  }

  /** Whether a run can restart it. */
  public boolean restarts() {
    return restart != null || directory != null;
  }

  /** Whether it is a directory that an application keeps open. */
  @JsonIgnore
  public boolean isLive() {
    return live != null;
  }

  /** The key that says where it is. */
  @JsonIgnore
  public String key() {
    return isServer() ? "url" : new Files(directory, snapshot, digest).key();
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
        clientCertificate,
        directory,
        snapshot,
        digest,
        live);
  }

  /** Tenant and database, for people. */
  public String place() {
    return DatabasePath.of(tenant, database);
  }

  /** What a plan says of files instead of a server. */
  private record Files(String directory, String snapshot, String digest) {

    Files {
      if (directory != null && snapshot != null) {
        throw new IllegalArgumentException(
            "both a directory and a snapshot are given; leave one of them out");
      }
      full("directory", directory);
      full("snapshot", snapshot);
      if (snapshot == null && digest != null) {
        throw new IllegalArgumentException("digest is given without a snapshot; leave it out");
      }
      if (snapshot != null && (digest == null || !DIGEST.matcher(digest).matches())) {
        throw new IllegalArgumentException(
            "digest is the 64 hex digits that the snapshot was given when it was taken; its folder"
                + " alone does not show that nobody has changed it since. Write the one you noted"
                + " then; "
                + RunbookCommand.of("snapshot", "verify", snapshot)
                + " prints the one it has now");
      }
    }

    private static void full(String key, String path) {
      if (path != null && !FULL_PATH.matcher(path).matches()) {
        throw new IllegalArgumentException(
            key
                + " is '"
                + path
                + "'; write the full path, beginning with /, without . and .. in it, and without / at"
                + " its end");
      }
    }

    String key() {
      return directory == null ? "snapshot" : "directory";
    }

    /** As a URI, which is what a side is known by. */
    String name() {
      String path = directory == null ? snapshot : directory;
      return path == null ? null : key() + ":" + encoded(path);
    }

    private static String encoded(String path) {
      StringBuilder encoded = new StringBuilder();
      for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
        char character = (char) (each & 0xFF);
        if (PLAIN.indexOf(character) >= 0) {
          encoded.append(character);
        } else {
          encoded.append(String.format("%%%02X", each & 0xFF));
        }
      }
      return encoded.toString();
    }
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
