package io.chromarunbook.starter.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.run.ServerAddresses;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.UntrustedServerException;
import io.chromarunbook.workflows.plan.PlanReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a TLS connection that does not come about, by real handshakes. */
@Timeout(60)
class TlsFailuresTest {

  @TempDir private static Path folder;
  private static MadeCertificates ours;
  private static MadeCertificates others;
  private static MadeCertificates.Issued here;

  private HttpsServer server;

  @BeforeAll
  static void makeCertificates() throws IOException, GeneralSecurityException {
    ours = new MadeCertificates(folder.resolve("ours"));
    others = new MadeCertificates(folder.resolve("others"));
    here = ours.issue("here", "-ext", MadeCertificates.HERE);
  }

  @AfterEach
  void stopServer() {
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void a_server_whose_ca_is_named_is_spoken_to() throws Exception {
    String url = serve(here.context(), parameters -> {});

    // It has no heartbeat: that much was heard of it.
    assertThat(failure(url, ", ca: \"" + ours.authority() + "\""))
        .isNotInstanceOf(UntrustedServerException.class)
        .hasMessage(url + " answers, but has no heartbeat of a Chroma server.");
  }

  @Test
  void an_unknown_signer_is_said_with_where_to_name_the_ca() throws Exception {
    String url = serve(here.context(), parameters -> {});

    assertThat(failure(url, ""))
        .hasMessage(
            "The certificate of %s is not signed by anyone this machine trusts; name the file of its CA by target.ca in the plan.",
            url);
    assertThat(failure(url, ", ca: \"" + others.authority() + "\""))
        .hasMessageContaining("neither by anyone this machine trusts nor by the CA")
        .hasMessageContaining("target.ca in the plan");
  }

  @Test
  void a_certificate_for_another_name_is_said_with_its_names() throws Exception {
    String url =
        serve(
            ours.issue("elsewhere", "-ext", "san=dns:chroma.example,dns:other.example").context(),
            parameters -> {});

    assertThat(failure(url, ", ca: \"" + ours.authority() + "\""))
        .hasMessageContaining("The certificate of " + url + " is for chroma.example, other.example")
        .hasMessageContaining("not for 127.0.0.1");
  }

  @Test
  void an_expired_certificate_is_said_to_be_that() throws Exception {
    String url =
        serve(
            ours.issue(
                    "expired", "-ext", MadeCertificates.HERE, "-startdate", "-3d", "-validity", "1")
                .context(),
            parameters -> {});

    assertThat(failure(url, ", ca: \"" + ours.authority() + "\""))
        .hasMessageContaining("The certificate of " + url + " has expired (on ")
        .hasMessageContaining("renew it at the server");
  }

  @Test
  void a_server_that_wants_a_certificate_gets_it_and_else_says_so() throws Exception {
    MadeCertificates.Issued client = ours.issue("client");
    MadeCertificates.Issued stranger = others.issue("stranger");
    String url = serve(here.context(), parameters -> parameters.setNeedClientAuth(true));
    String ca = ", ca: \"" + ours.authority() + "\"";

    assertThat(failure(url, ca + certificate(client)))
        .hasMessage(url + " answers, but has no heartbeat of a Chroma server.");
    // Whether its reason is heard before it hangs up is chance, so there are two wordings.
    assertThat(failure(url, ca))
        .isInstanceOf(UntrustedServerException.class)
        .hasMessageContaining("certificate")
        .hasMessageContaining("name ours by target.clientCertificate in the plan");
    assertThat(failure(url, ca + certificate(stranger)))
        .isInstanceOf(UntrustedServerException.class)
        .hasMessageContaining("does not take our certificate")
        .hasMessageContaining("name another by target.clientCertificate in the plan");
  }

  @Test
  void a_server_without_tls_is_said_to_have_none() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> refuse(plain));
      answering.start();

      assertThat(failure("https://127.0.0.1:" + plain.getLocalPort(), ""))
          .hasMessageContaining("does not speak TLS there; write http://");
      answering.join();
    }
  }

  /** What web servers answer to a handshake. */
  private static void refuse(ServerSocket plain) {
    try (Socket client = plain.accept()) {
      client
          .getOutputStream()
          .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The client went away.
    }
  }

  private static String certificate(MadeCertificates.Issued issued) {
    return ", clientCertificate: {certificate: \"%s\", key: \"%s\"}"
        .formatted(issued.certificate(), issued.key());
  }

  private String serve(SSLContext tls, Consumer<SSLParameters> change) throws IOException {
    HttpsServer https =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = tls.getDefaultSSLParameters();
            change.accept(wanted);
            parameters.setSSLParameters(wanted);
          }
        });
    https.start();
    server = https;
    return "https://127.0.0.1:" + https.getAddress().getPort();
  }

  private static ChromaException failure(String url, String more) {
    return catchThrowableOfType(
        ChromaException.class,
        () ->
            ChromaServers.toWrite(
                    new ServerAddresses(new Secrets(name -> null))
                        .target(
                            PlanReader.read(
                                "{migration: kb, source: {url: 'http://source'}, target: {url: '"
                                    + url
                                    + "'"
                                    + more
                                    + "}, people: {operations-lead: [a], dba: [b], security: [c]}}")))
                .close());
  }
}
