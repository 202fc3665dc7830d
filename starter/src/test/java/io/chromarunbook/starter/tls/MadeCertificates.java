package io.chromarunbook.starter.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A CA that nobody knows, and what it signs; made by the JDK's own tool for this test. */
public final class MadeCertificates {

  /** For a server on this machine. */
  public static final String HERE = "san=ip:127.0.0.1,dns:localhost";

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path folder;
  private final Path store;
  private final Path authority;

  /** A new CA with its files in this folder. */
  public MadeCertificates(Path folder) throws IOException, GeneralSecurityException {
    this.folder = Files.createDirectories(folder);
    this.store = folder.resolve("keys.p12");
    make("ca", "-ext", "bc:c");
    this.authority = written("ca.pem", chain("ca"));
  }

  /** The CA's certificate, PEM. */
  public Path authority() {
    return authority;
  }

  /**
   * A certificate signed by the CA.
   *
   * @param more arguments of keytool, like {@code -ext} and {@link #HERE}
   */
  public Issued issue(String name, String... more) throws IOException, GeneralSecurityException {
    List<String> arguments = new ArrayList<>(List.of("-signer", "ca"));
    arguments.addAll(List.of(more));
    make(name, arguments.toArray(new String[0]));
    PrivateKey key = (PrivateKey) keys().getKey(name, PASSWORD);
    return new Issued(
        name,
        written(name + ".pem", chain(name)),
        Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", key.getEncoded())));
  }

  /** A certificate with its key. */
  public final class Issued {
    private final String name;
    private final Path certificate;
    private final Path key;

    private Issued(String name, Path certificate, Path key) {
      this.name = name;
      this.certificate = certificate;
      this.key = key;
    }

    /** With those up to the CA, PEM. */
    public Path certificate() {
      return certificate;
    }

    /** PEM, PKCS #8. */
    public Path key() {
      return key;
    }

    /** What a server with this certificate speaks; it knows clients with one of the same CA. */
    public SSLContext context() throws IOException, GeneralSecurityException {
      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(null, null);
      own.setKeyEntry(
          name, keys().getKey(name, PASSWORD), PASSWORD, keys().getCertificateChain(name));
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(own, PASSWORD);
      KeyStore known = KeyStore.getInstance("PKCS12");
      known.load(null, null);
      known.setCertificateEntry("ca", keys().getCertificate("ca"));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(known);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    }
  }

  private void make(String name, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD)));
    command.addAll(List.of(more));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(keytool.waitFor()).as(said).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private KeyStore keys() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(store)) {
      keys.load(file, PASSWORD);
    }
    return keys;
  }

  private List<Certificate> chain(String name) throws IOException, GeneralSecurityException {
    return List.of(keys().getCertificateChain(name));
  }

  private Path written(String name, List<Certificate> chain)
      throws IOException, GeneralSecurityException {
    StringBuilder text = new StringBuilder();
    for (Certificate certificate : chain) {
      text.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    return Files.writeString(folder.resolve(name), text);
  }

  private static String pem(String type, byte[] content) {
    String encoded = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + type + "-----\n" + encoded + "\n-----END " + type + "-----\n";
  }
}
