package io.chromarunbook.gate.proxy;

import io.chromarunbook.gate.mode.GateState;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The servers that requests are passed on to: the source, and each target that was ever ordered.
 */
public final class Origins {

  /** Long enough for the other side of the world; a server that is not there is said at once. */
  private static final int CONNECT_MILLIS = 3_000;

  /** Shorter than Chroma's servers keep a connection, which may close just as it is used again. */
  private static final int KEEP_ALIVE_SECONDS = 3;

  private static final int CONNECTIONS = 2_048;

  private static final int HEADERS_BYTES = 64 * 1024;

  private final Origin source;
  private final HttpClient targetClient;
  private final Map<String, Origin> targets = new ConcurrentHashMap<>();

  /**
   * @param source the source's address
   * @param sourceAuthority certificates to trust it by; empty for those that Java trusts
   * @param targetAuthority the same for targets
   */
  public Origins(
      Vertx vertx, String source, Optional<Path> sourceAuthority, Optional<Path> targetAuthority) {
    this.source = new Origin(client(vertx, sourceAuthority), source);
    this.targetClient = client(vertx, targetAuthority);
  }

  private static HttpClient client(Vertx vertx, Optional<Path> authority) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout(CONNECT_MILLIS)
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setMaxHeaderSize(HEADERS_BYTES)
            .setTcpKeepAlive(true);
    authority.ifPresent(
        file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  Origin source() {
    return source;
  }

  /** Where requests go in this state. */
  Origin of(GateState state) {
    return state.mode().leadsToTarget()
        ? targets.computeIfAbsent(state.target().url(), url -> new Origin(targetClient, url))
        : source;
  }
}
