package io.chromarunbook.starter.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.chromarunbook.gate.Endpoint;
import io.chromarunbook.gate.Gate;
import io.chromarunbook.gate.GateOptions;
import io.chromarunbook.starter.command.Typed;
import io.chromarunbook.starter.outcome.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A front door that shows a certificate, and one that is told by whom to trust its server. */
@Timeout(60)
class TlsGateTest {

  @TempDir private Path folder;
  private HttpServer server;

  @BeforeEach
  void a_server_answers() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = "\"1.0.0\"".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void it_ends() {
    server.stop(0);
  }

  @Test
  void certificates_are_shown_to_clients_and_asked_of_servers() throws Exception {
    MadeCertificates made = new MadeCertificates(folder.resolve("made"));
    MadeCertificates.Issued shown = made.issue("gate", "-ext", MadeCertificates.HERE);
    String plain = "http://127.0.0.1:" + server.getAddress().getPort();
    GateOptions.CertificateFiles files =
        new GateOptions.CertificateFiles(shown.certificate(), shown.key());
    try (Gate encrypted = gate("encrypted", plain, Optional.empty(), Optional.of(files));
        Gate trusting =
            gate("trusting", encrypted.url(), Optional.of(made.authority()), Optional.empty());
        Gate wary = gate("wary", encrypted.url(), Optional.empty(), Optional.empty())) {
      assertThat(encrypted.url()).startsWith("https://");
      assertThat(version(trusting).statusCode()).isEqualTo(200);
      assertThat(version(trusting).body()).isEqualTo("\"1.0.0\"");

      HttpResponse<String> refused = version(wary);
      assertThat(refused.statusCode()).isEqualTo(502);
      assertThat(refused.body()).contains(encrypted.url(), "does not answer");
    }
  }

  @Test
  void an_admin_port_with_a_certificate_of_its_own_is_asked_by_commands_that_trust_it()
      throws Exception {
    MadeCertificates made = new MadeCertificates(folder.resolve("made"));
    MadeCertificates.Issued shown = made.issue("gate", "-ext", MadeCertificates.HERE);
    String plain = "http://127.0.0.1:" + server.getAddress().getPort();
    try (Gate gate =
        gate(
            "admin",
            plain,
            Optional.empty(),
            Optional.of(new GateOptions.CertificateFiles(shown.certificate(), shown.key())))) {
      String authority = made.authority().toString();
      assertThat(typed(gate, "status", "--ca", authority).out()).contains("The gate is open since");
      assertThat(typed(gate, "freeze", "--by", "ann", "--ca", authority).out())
          .contains("read-only for all requests");

      Typed wary = typed(gate, "status");
      assertThat(wary.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(wary.err()).contains("certificate is not trusted", "by --ca");
      Typed missing = typed(gate, "status", "--ca", folder.resolve("none").toString());
      assertThat(missing.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(missing.err()).contains("named by --ca, is not there");
    }
  }

  private Typed typed(Gate gate, String command, String... more) {
    List<String> words = new ArrayList<>(List.of("gate", command, "--admin", gate.adminUrl()));
    words.addAll(List.of("--token-file", folder.resolve("admin.token").toString()));
    words.addAll(List.of(more));
    return Typed.in(Map.of("RUNBOOK_HOME", folder.toString()), words.toArray(String[]::new));
  }

  private Gate gate(
      String name,
      String source,
      Optional<Path> authority,
      Optional<GateOptions.CertificateFiles> certificate)
      throws IOException {
    Path token = Files.writeString(folder.resolve(name + ".token"), "a-token");
    return Gate.open(
        new GateOptions(
            source,
            Optional.empty(),
            new Endpoint("127.0.0.1", 0),
            new Endpoint("127.0.0.1", 0),
            token,
            folder.resolve(name),
            authority,
            Optional.empty(),
            certificate,
            GateOptions.WriteKeeping.NONE,
            GateOptions.PATIENCE));
  }

  private static HttpResponse<String> version(Gate gate) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(gate.url() + "/api/v2/version")).build(),
            BodyHandlers.ofString());
  }
}
