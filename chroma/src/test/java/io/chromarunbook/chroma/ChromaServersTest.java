package io.chromarunbook.chroma;

import static io.chromarunbook.chroma.ScriptedChroma.json;
import static io.chromarunbook.chroma.ScriptedChroma.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class ChromaServersTest {

  @ParameterizedTest
  @CsvSource({"0.4.24,v1", "0.5.23,v1", "0.6.3,v2", "1.0.0,v2"})
  void chooses_the_api_by_the_version(String version, String api) {
    try (ScriptedChroma chroma = ScriptedChroma.ofVersion(version);
        WritableServer server = ChromaServers.toWrite(chroma.address())) {
      assertThat(server.version()).isEqualTo(new ServerVersion(api, version));
      assertThat(server.limits()).isEqualTo(new ServerLimits(100, false));
    }
  }

  @Test
  void a_server_below_a_path_is_found_there() {
    try (ScriptedChroma chroma = ScriptedChroma.silent()) {
      chroma.on("GET", "/chroma/api/v2/heartbeat", status(401, ""));

      ChromaException refusal = refusalOf(ServerAddress.at(chroma.url() + "/chroma/"));

      assertThat(refusal.kind()).isEqualTo(ChromaException.Kind.FORBIDDEN);
    }
  }

  @Test
  void says_so_when_nothing_listens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    ChromaException refusal = refusalOf(ServerAddress.at("http://localhost:" + port));

    assertThat(refusal.kind()).isEqualTo(ChromaException.Kind.UNREACHABLE);
    assertThat(refusal)
        .hasMessage(
            "No answer from http://localhost:" + port + ": nothing accepts connections there.");
  }

  @Tag("patience")
  @Test
  void says_so_when_no_connection_comes_about() throws IOException {
    try (ServerSocket full = new ServerSocket(0, 1);
        Socket first = new Socket("localhost", full.getLocalPort());
        Socket second = new Socket("localhost", full.getLocalPort())) {
      // Nobody takes these two, and there is no place for a third.
      assertThat(first.isConnected() && second.isConnected()).isTrue();

      ChromaException refusal =
          refusalOf(ServerAddress.at("http://localhost:" + full.getLocalPort()));

      assertThat(refusal.kind()).isEqualTo(ChromaException.Kind.UNREACHABLE);
      assertThat(refusal)
          .hasMessage(
              "No answer from http://localhost:"
                  + full.getLocalPort()
                  + ": no connection within 5 s.");
    }
  }

  @Test
  void says_so_when_the_host_is_unknown() {
    ChromaException refusal = refusalOf(ServerAddress.at("http://nobody.invalid:8000"));

    assertThat(refusal.kind()).isEqualTo(ChromaException.Kind.UNREACHABLE);
    assertThat(refusal)
        .hasMessage("No answer from http://nobody.invalid:8000: the host name is not known.");
  }

  @Test
  void says_so_when_a_web_page_answers() {
    try (ScriptedChroma chroma = ScriptedChroma.silent()) {
      chroma.on("GET", "/api/v2/heartbeat", json("<html>Welcome</html>"));

      ChromaException refusal = refusalOf(chroma.address());

      assertThat(refusal.kind()).isEqualTo(ChromaException.Kind.REFUSED);
      assertThat(refusal)
          .hasMessageStartingWith(chroma.url() + " answers, but not as a Chroma server does:");
    }
  }

  @Test
  void says_so_when_another_service_answers() {
    try (ScriptedChroma chroma = ScriptedChroma.silent()) {
      ChromaException refusal = refusalOf(chroma.address());

      assertThat(refusal.kind()).isEqualTo(ChromaException.Kind.REFUSED);
      assertThat(refusal)
          .hasMessage(chroma.url() + " answers, but has no heartbeat of a Chroma server.");
    }
  }

  @Test
  void a_broken_proxy_in_front_may_be_better_later() {
    try (ScriptedChroma chroma = ScriptedChroma.silent()) {
      chroma.on("GET", "/api/v2/heartbeat", status(502, "<html>Bad Gateway</html>"));

      ChromaException refusal = refusalOf(chroma.address());

      assertThat(refusal.kind()).isEqualTo(ChromaException.Kind.BROKEN_ANSWER);
    }
  }

  @Test
  void a_tenant_that_may_not_be_asked_for_is_believed() {
    try (ScriptedChroma chroma = ScriptedChroma.ofVersion("0.6.3")) {
      chroma.on("GET", "/api/v2/tenants/default_tenant", status(403, "{\"error\":\"AuthError\"}"));
      try (WritableServer server = ChromaServers.toWrite(chroma.address())) {
        assertThat(server.version().api()).isEqualTo("v2");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://localhost",
        "http:localhost",
        "localhost:8000",
        "http://localhost?x=1",
        "http://a#b"
      })
  void refuses_what_is_no_address_of_a_server(String url) {
    ChromaException refusal = refusalOf(ServerAddress.at(url));

    assertThat(refusal.kind()).isEqualTo(ChromaException.Kind.REFUSED);
    assertThat(refusal).hasMessage("The address " + url + " is not of the form http://host:port.");
  }

  @Test
  void credentials_in_the_address_are_refused_and_not_repeated() {
    ChromaException refusal = refusalOf(ServerAddress.at("http://anna:secret@localhost:8000"));

    assertThat(refusal.kind()).isEqualTo(ChromaException.Kind.REFUSED);
    assertThat(refusal.getMessage()).contains("localhost").doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret\n", "secret\u0000", "secreté"})
  void a_header_that_cannot_be_sent_is_refused_and_not_repeated(String value) {
    ServerAddress address =
        new ServerAddress(
            URI.create("http://localhost:8000"), "t", "d", Map.of("Authorization", value));

    ChromaException refusal = refusalOf(address);

    assertThat(refusal.kind()).isEqualTo(ChromaException.Kind.REFUSED);
    assertThat(refusal.getMessage()).contains("Authorization").doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5.23", "1.0.0"})
  void headers_reach_the_server_with_every_request(String version) {
    try (ScriptedChroma chroma = ScriptedChroma.ofVersion(version)) {
      String[] seen = new String[1];
      ScriptedChroma.Reply empty = json("[]");
      ScriptedChroma.Reply noting =
          exchange -> {
            seen[0] = exchange.getRequestHeaders().getFirst("X-Chroma-Token");
            empty.answer(exchange);
          };
      chroma.on("GET", "/api/v1/collections", noting);
      chroma.on(
          "GET", "/api/v2/tenants/default_tenant/databases/default_database/collections", noting);
      ServerAddress address =
          new ServerAddress(
              URI.create(chroma.url()),
              "default_tenant",
              "default_database",
              Map.of("X-Chroma-Token", "open sesame"));
      try (WritableServer server = ChromaServers.toWrite(address)) {
        assertThat(server.collections()).isEmpty();
      }
      assertThat(seen[0]).isEqualTo("open sesame");
    }
  }

  private static ChromaException refusalOf(ServerAddress address) {
    return catchThrowableOfType(
        ChromaException.class, () -> ChromaServers.toWrite(address).close());
  }
}
