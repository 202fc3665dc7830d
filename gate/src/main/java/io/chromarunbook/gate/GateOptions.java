package io.chromarunbook.gate;

import io.chromarunbook.gate.mode.TargetServer;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a door is started with.
 *
 * @param source the Chroma server it stands before
 * @param target where it switches to when an order names nothing else
 * @param listen where applications connect
 * @param admin where orders are given
 * @param tokenFile has the word by which orders are known
 * @param directory where its state is
 * @param sourceAuthority certificates to trust the source by; empty for those that Java trusts
 * @param targetAuthority the same for targets
 * @param certificate what it shows to its clients, and the key to it; empty for plain HTTP
 * @param writes whether a journal of writes is kept
 * @param patience how long writes under way may take to end once the mode has changed
 */
public record GateOptions(
    String source,
    Optional<String> target,
    Endpoint listen,
    Endpoint admin,
    Path tokenFile,
    Path directory,
    Optional<Path> sourceAuthority,
    Optional<Path> targetAuthority,
    Optional<CertificateFiles> certificate,
    WriteKeeping writes,
    Duration patience) {

  /** How long writes under way may take to end once the mode has changed. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What is kept of writes that pass. */
  public enum WriteKeeping {
    /** Nothing. */
    NONE,
    /** A journal below the directory. */
    JOURNAL
  }

  /**
   * Two files in PEM.
   *
   * @param chain the certificate, and those between it and its root
   */
  public record CertificateFiles(Path chain, Path key) {}

  /**
   * Checks what can be checked before anything is opened.
   *
   * @throws IllegalArgumentException in a sentence
   */
  public GateOptions {
    source = server("--source", source);
    target = target.map(url -> server("--target", url));
    sourceAuthority.ifPresent(file -> readable("--source-ca", file));
    targetAuthority.ifPresent(file -> readable("--target-ca", file));
    certificate.ifPresent(
        files -> {
          readable("--tls-cert", files.chain());
          readable("--tls-key", files.key());
        });
    if (!admin.loopback() && certificate.isEmpty()) {
      throw new IllegalArgumentException(
          "--admin "
              + admin.host()
              + " can be reached from other machines, where the token would be sent in the clear;"
              + " give --tls-cert and --tls-key, or keep it at 127.0.0.1.");
    }
  }

  private static String server(String option, String url) {
    try {
      URI read = URI.create(url);
      boolean http = "http".equals(read.getScheme()) || "https".equals(read.getScheme());
      if (http && read.getHost() != null && read.getRawQuery() == null) {
        return url.replaceAll("/+$", "");
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new IllegalArgumentException(option + " takes an address like http://HOST:8000.");
  }

  private static void readable(String option, Path file) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(option + " names " + file + ", which cannot be read.");
    }
  }

  Optional<TargetServer> ownTarget() {
    return target.map(TargetServer::new);
  }

  Optional<PemKeyCertOptions> pem() {
    return certificate.map(
        files ->
            new PemKeyCertOptions()
                .setCertPath(files.chain().toString())
                .setKeyPath(files.key().toString()));
  }
}
