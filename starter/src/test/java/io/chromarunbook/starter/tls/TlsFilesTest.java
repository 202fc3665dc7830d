package io.chromarunbook.starter.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.run.ServerAddresses;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.ServerTls;
import io.chromarunbook.workflows.plan.ClientCertificate;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of files of certificates and keys that cannot be used. */
class TlsFilesTest {

  @TempDir private static Path folder;
  private static MadeCertificates made;
  private static MadeCertificates.Issued client;

  @BeforeAll
  static void makeCertificates() throws IOException, GeneralSecurityException {
    made = new MadeCertificates(folder.resolve("made"));
    client = made.issue("client");
  }

  @Test
  void good_files_are_read() {
    ServerTls tls = address(made.authority(), client.certificate(), client.key()).tls();

    assertThat(tls.authorities()).hasSize(1);
    assertThat(tls.identity().orElseThrow().chain()).hasSize(2);
    assertThat(tls.identity().orElseThrow()).hasToString("CN=client");
  }

  @Test
  void a_file_that_is_not_there_is_named_with_its_setting() {
    Path nowhere = folder.resolve("nowhere.pem");

    assertThat(refused(nowhere, null, null))
        .isEqualTo(
            "The file %s, named by --ca, is not there; name one that this process can read."
                .formatted(nowhere));
  }

  @Test
  void a_folder_is_no_file() {
    assertThat(refused(folder, null, null)).contains("is not a file");
  }

  @Test
  void a_file_without_certificate_is_said_to_have_none() throws IOException {
    assertThat(refused(Files.writeString(folder.resolve("text"), "hello"), null, null))
        .contains("holds no certificate");
    assertThat(refused(client.key(), null, null)).contains("holds no certificate");
  }

  @Test
  void a_damaged_certificate_is_said_to_be_that() throws IOException {
    String good = Files.readString(made.authority());
    Path damaged =
        Files.writeString(
            folder.resolve("damaged.pem"),
            good.substring(0, 40) + "A".repeat(20) + good.substring(60));

    assertThat(refused(damaged, null, null)).contains("holds a certificate that is damaged");
  }

  @Test
  void an_expired_certificate_is_refused_with_its_end() throws Exception {
    Path expired = made.issue("expired", "-startdate", "-3d", "-validity", "1").certificate();
    String alone = Files.readString(expired);
    Path old =
        Files.writeString(
            folder.resolve("old.pem"),
            alone.substring(0, alone.indexOf("-----END CERTIFICATE-----"))
                + "-----END CERTIFICATE-----\n");

    assertThat(refused(old, null, null)).contains("expired at 20").contains("name a valid one");
    // A bundle may have old ones beside those that count.
    assertThat(address(expired, null, null).tls().authorities()).hasSize(2);
  }

  @Test
  void a_certificate_of_tomorrow_is_refused() throws Exception {
    Path tomorrow = made.issue("tomorrow", "-startdate", "+2d").certificate();
    String chain = Files.readString(tomorrow);
    Path alone =
        Files.writeString(
            folder.resolve("tomorrow-alone.pem"),
            chain.substring(0, chain.indexOf("-----END CERTIFICATE-----"))
                + "-----END CERTIFICATE-----\n");

    assertThat(refused(alone, null, null)).contains("is not valid before");
  }

  @Test
  void a_key_of_another_certificate_is_refused() throws Exception {
    MadeCertificates.Issued other = made.issue("other");

    assertThat(refused(null, client.certificate(), other.key()))
        .contains(other.key().toString(), "named by --certificate and --key")
        .contains("holds another key than that of the certificate");
  }

  @Test
  void a_key_in_another_form_is_refused_with_the_command_that_mends_it() throws IOException {
    Path old =
        Files.writeString(
            folder.resolve("old form.key"),
            "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");

    assertThat(refused(null, client.certificate(), old))
        .contains("openssl pkcs8 -topk8 -nocrypt -in '" + old + "' -out NEW-FILE")
        .doesNotContain("AAAA");
    assertThat(refused(null, client.certificate(), made.authority()))
        .contains("holds no private key");
  }

  private static String refused(Path ca, Path certificate, Path key) {
    ApplicationFailure failure =
        catchThrowableOfType(ApplicationFailure.class, () -> address(ca, certificate, key));
    assertThat(failure.getType()).isEqualTo("BAD_PLAN");
    return failure.getOriginalMessage();
  }

  private static ServerAddress address(Path ca, Path certificate, Path key) {
    ServerPlan server =
        new ServerPlan(
            "https://chroma.example",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            ca == null ? null : ca.toString(),
            certificate == null
                ? null
                : new ClientCertificate(certificate.toString(), key.toString()),
            null,
            null,
            null,
            null);
    return new ServerAddresses(new Secrets(name -> null))
        .of(server, new ServerTls.Settings("--ca", "--certificate and --key"));
  }
}
