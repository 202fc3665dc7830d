package io.chromarunbook.activities.chroma;

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
 */
public record ServerAddress(
    URI url, String tenant, String database, Map<String, String> headers, AnswerTime answerTime) {

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
    this(url, tenant, database, headers, AnswerTime.USUAL);
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
