package io.chromarunbook.gate.proxy;

import io.chromarunbook.gate.figures.Figures;
import io.chromarunbook.gate.journal.WriteNotes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.httpproxy.ForwardedHeadersOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import java.time.Duration;
import java.util.Optional;

/** Where applications connect: takes requests and passes them on, streamed both ways. */
public final class FrontDoor {

  private static final int LINE_BYTES = 64 * 1024;

  private final HttpServer server;
  private final HttpProxy proxy;

  /**
   * @param journal where writes are noted; empty where they are not
   * @param certificate what it shows to its clients; empty for plain HTTP
   */
  public FrontDoor(
      Vertx vertx,
      Admission admission,
      Origins origins,
      Figures figures,
      Optional<WriteNotes> journal,
      Optional<PemKeyCertOptions> certificate) {
    Doorkeeper doorkeeper = new Doorkeeper(admission, origins, figures, journal);
    // Each request goes by the client of its own origin; this one is never asked.
    proxy =
        HttpProxy.reverseProxy(
                new ProxyOptions()
                    .setSupportWebSocket(false)
                    .setForwardedHeadersOptions(
                        new ForwardedHeadersOptions()
                            .setEnabled(true)
                            .setForwardFor(true)
                            .setForwardProto(true)
                            .setForwardHost(true)),
                vertx.createHttpClient())
            .origin(doorkeeper)
            .addInterceptor(doorkeeper, false);
    server = vertx.createHttpServer(options(certificate)).requestHandler(this::handle);
  }

  private static HttpServerOptions options(Optional<PemKeyCertOptions> certificate) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxInitialLineLength(LINE_BYTES)
            .setMaxHeaderSize(LINE_BYTES)
            .setHandle100ContinueAutomatically(true)
            .setHttp2ClearTextEnabled(false)
            .setUseAlpn(false)
            .setTcpKeepAlive(true);
    certificate.ifPresent(pem -> options.setSsl(true).setKeyCertOptions(pem));
    return options;
  }

  private void handle(HttpServerRequest request) {
    // Nothing of the body may be lost while the origin is being connected to.
    request.pause();
    proxy.handle(request);
  }

  /** Listens; fails where the port is taken. */
  public Future<Integer> listen(String host, int port) {
    return server.listen(port, host).map(HttpServer::actualPort);
  }

  /** Takes no new connection, and returns when requests under way have ended or time is up. */
  public Future<Void> shutdown(Duration patience) {
    return server.shutdown(patience);
  }
}
