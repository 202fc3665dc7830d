package io.chromarunbook.gate.proxy;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import java.net.URI;

/** A server that requests are passed on to. */
final class Origin {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final HttpClient client;
  private final String url;
  private final String host;
  private final int port;
  private final boolean encrypted;
  private final String prefix;
  private final String top;
  private final HostAndPort authority;
  private final RequestOptions options;

  /**
   * @param url may have a path that all of the API lies below
   */
  Origin(HttpClient client, String url) {
    URI read = URI.create(url);
    this.client = client;
    this.url = url;
    this.host = withoutBrackets(read.getHost());
    this.encrypted = "https".equals(read.getScheme());
    this.port = read.getPort() > 0 ? read.getPort() : encrypted ? HTTPS : HTTP;
    this.prefix = prefix(url);
    this.top = withoutSlashes(url.substring(0, url.length() - prefix.length()));
    boolean usual = port == (encrypted ? HTTPS : HTTP);
    this.authority = HostAndPort.authority(host, usual ? -1 : port);
    this.options = new RequestOptions().setHost(host).setPort(port).setSsl(encrypted).setURI("/");
  }

  /** The path that all of an address's API lies below; empty where there is none. */
  static String prefix(String url) {
    String path = URI.create(url).getRawPath();
    return path == null ? "" : withoutSlashes(path);
  }

  private static String withoutSlashes(String text) {
    return text.replaceAll("/+$", "");
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  String url() {
    return url;
  }

  String prefix() {
    return prefix;
  }

  /** Its address without any path. */
  String top() {
    return top;
  }

  /** What it is called in a Host header. */
  HostAndPort authority() {
    return authority;
  }

  Future<HttpClientRequest> request() {
    return client.request(options);
  }
}
