package io.chromarunbook.activities.run;

import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.text.Printable;
import io.chromarunbook.workflows.text.ShellWords;
import io.chromarunbook.workflows.text.UtcTime;
import io.temporal.failure.ApplicationFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of certificates or of a key that a person names for TLS. What is wrong with it is a
 * failure of kind BAD_PLAN in one sentence, which never shows what is in it.
 */
final class PemFile {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  /** No bundle of all the world's authorities is larger. */
  private static final long LARGEST = 4 << 20;

  private record Block(String type, String encoded) {}

  private final String setting;
  private final String path;

  /**
   * Names a file.
   *
   * @param setting what names it, like {@code source.ca in the plan}
   */
  PemFile(String setting, String path) {
    this.setting = setting;
    this.path = path;
  }

  /**
   * Its certificates, in the order of the file.
   *
   * @throws ApplicationFailure where there is none, or none that is valid now
   */
  List<X509Certificate> certificates(InstantSource clock) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Block block : blocks()) {
      if (block.type().equals("CERTIFICATE")) {
        certificates.add(certificate(block));
      }
    }
    if (certificates.isEmpty()) {
      throw unusable(
          "holds no certificate; it must have one that begins '-----BEGIN CERTIFICATE-----'");
    }
    requireValid(certificates, clock.instant());
    return certificates;
  }

  /** The last of a bundle counts: the ones that ended before it are in the way of nobody. */
  private void requireValid(List<X509Certificate> certificates, Instant now) {
    Instant end =
        certificates.stream()
            .map(each -> each.getNotAfter().toInstant())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    if (now.isAfter(end)) {
      throw unusable(
          "holds a certificate that expired at %s; name a valid one".formatted(UtcTime.words(end)));
    }
    Instant beginning =
        certificates.stream()
            .map(each -> each.getNotBefore().toInstant())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    if (now.isBefore(beginning)) {
      throw unusable(
          "holds a certificate that is not valid before %s; name another, or set this machine's clock right"
              .formatted(UtcTime.words(beginning)));
    }
  }

  private X509Certificate certificate(Block block) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(decoded(block)));
    } catch (CertificateException e) {
      throw unusable("holds a certificate that is damaged; name a whole one");
    }
  }

  /**
   * Its private key.
   *
   * @param owner the public key it must belong to
   */
  PrivateKey key(PublicKey owner) {
    Block found =
        blocks().stream()
            .filter(block -> block.type().endsWith("PRIVATE KEY"))
            .findFirst()
            .orElseThrow(() -> unusable("holds no private key"));
    if (!found.type().equals("PRIVATE KEY")) {
      throw unusable(
          "holds a key that is encrypted or not in the form PKCS #8; write it anew with: openssl pkcs8 -topk8 -nocrypt -in %s -out NEW-FILE"
              .formatted(ShellWords.quoted(path)));
    }
    try {
      return KeyFactory.getInstance(owner.getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(decoded(found)));
    } catch (GeneralSecurityException e) {
      throw unusable("holds a key that is damaged, or of another kind than the certificate's");
    }
  }

  /** The failure that says what is wrong with it. */
  ApplicationFailure unusable(String what) {
    return FailureKind.BAD_PLAN.failure(
        "The file " + Printable.of(path) + ", named by " + setting + ", " + what + ".", null);
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text());
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), matcher.group(2)));
    }
    return blocks;
  }

  private byte[] decoded(Block block) {
    try {
      return Base64.getMimeDecoder().decode(block.encoded());
    } catch (IllegalArgumentException e) {
      throw unusable("is damaged: what is between BEGIN and END is not base64");
    }
  }

  private String text() {
    try {
      Path file = Path.of(path);
      if (!Files.exists(file)) {
        throw unusable("is not there; name one that this process can read");
      }
      if (!Files.isRegularFile(file)) {
        throw unusable("is not a file; name one with certificates in it");
      }
      if (Files.size(file) > LARGEST) {
        throw unusable("is too large for a file of certificates");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (InvalidPathException e) {
      throw unusable("has a name that no file has");
    } catch (IOException e) {
      throw unusable("cannot be read by this process; let it be read by the user it runs as");
    }
  }
}
