package io.chromarunbook.chroma;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Where a server is and what to send along. Its text never shows header values, which may be
 * secrets.
 *
 * @param headers names with their resolved values
 * @param answerTime how long its answers are waited for
 * @param tls whom we trust to be it, where it is reached by https
 */
public record ServerAddress(
    URI url,
    String tenant,
    String database,
    Map<String, String> headers,
    AnswerTime answerTime,
    ServerTls tls) {

  /** Where Chroma puts collections when nothing else is said. */
  public static final String DEFAULT_TENANT = "default_tenant";

  /** Where Chroma puts collections when nothing else is said. */
  public static final String DEFAULT_DATABASE = "default_database";

  public ServerAddress {
    Objects.requireNonNull(url, "url");
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** An address whose answers are waited for as long as work on records needs. */
  public ServerAddress(URI url, String tenant, String database, Map<String, String> headers) {
    this(url, tenant, database, headers, AnswerTime.USUAL, ServerTls.OF_MACHINE);
  }

  /** The same server, its answers waited for no longer than this. */
  public ServerAddress within(AnswerTime time) {
    return new ServerAddress(url, tenant, database, headers, time, tls);
  }

  /** The same server, trusted like this. */
  public ServerAddress by(ServerTls other) {
    return new ServerAddress(url, tenant, database, headers, answerTime, other);
  }

  /** Another database of the same server. */
  public ServerAddress in(String otherTenant, String otherDatabase) {
    return new ServerAddress(url, otherTenant, otherDatabase, headers, answerTime, tls);
  }

  /** The same server with its address written so. */
  ServerAddress at(URI same) {
    return new ServerAddress(same, tenant, database, headers, answerTime, tls);
  }

  /** The default tenant and database of a server without credentials. */
  public static ServerAddress at(String url) {
    return new ServerAddress(URI.create(url), DEFAULT_TENANT, DEFAULT_DATABASE, Map.of());
  }

  /** Keeps the headers' values out of what the server says. */
  public SecretMask mask() {
    return SecretMask.of(headers.values());
  }

  @Override
  public String toString() {
    return url + " tenant " + tenant + " database " + database + " headers " + headers.keySet();
  }
}
