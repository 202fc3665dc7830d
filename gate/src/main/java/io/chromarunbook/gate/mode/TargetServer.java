package io.chromarunbook.gate.mode;

/**
 * Where the door leads once it is switched.
 *
 * @param url with the path that all of its API lies below, if there is one
 * @param tenant where the migrated collections lie; null for the default one
 * @param database likewise
 * @param inPlaceOf what clients were made for; null where calls are to pass as they are
 */
public record TargetServer(String url, String tenant, String database, ReplacedServer inPlaceOf) {

  /** One to which calls pass as they are. */
  public TargetServer(String url) {
    this(url, null, null, null);
  }
}
