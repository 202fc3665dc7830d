package io.chromarunbook.activities.chroma;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Why no TLS connection came about, in words about certificates.
 *
 * @param about the server, or its certificate
 * @param what is the matter with it, and how to mend it; without a full stop
 */
record TlsTrouble(About about, String what) {

  /** What the trouble is with. */
  enum About {
    CERTIFICATE,
    SERVER
  }

  /** How OkHttp ends what it says of a certificate for other names. */
  private static final Pattern OTHER_NAMES = Pattern.compile("subjectAltNames: \\[([^\\]]*)\\]");

  /** How the JDK says that the server has ended it, and why. */
  private static final Pattern ALERT =
      Pattern.compile(
          "Received fatal alert: (certificate_\\w+|\\w+_certificate|unknown_ca|access_denied)");

  /** What is the matter; empty where TLS is not to blame, or for no reason of these. */
  static Optional<TlsTrouble> of(IOException failure, ServerAddress address) {
    if (!(failure instanceof SSLException)) {
      return Optional.empty();
    }
    if (failure instanceof SSLPeerUnverifiedException) {
      return certificate(
          "is "
              + otherNames(failure)
              + "not for "
              + Texts.printable(address.url().getHost())
              + "; write a name it is for into the url, or give the server one for this name");
    }
    if (caused(failure, CertificateExpiredException.class).isPresent()
        || becauseOf(failure, BasicReason.EXPIRED)) {
      return certificate("has expired" + when(failure) + "; renew it at the server");
    }
    if (caused(failure, CertificateNotYetValidException.class).isPresent()
        || becauseOf(failure, BasicReason.NOT_YET_VALID)) {
      return certificate(
          "is not valid yet" + when(failure) + "; set the clocks of both machines right");
    }
    if (caused(failure, CertPathBuilderException.class).isPresent()) {
      return certificate(unknownSigner(address.tls()));
    }
    Matcher alert = ALERT.matcher(String.valueOf(failure.getMessage()));
    if (alert.find()) {
      return Optional.of(new TlsTrouble(About.SERVER, refused(address.tls(), alert.group(1))));
    }
    if (String.valueOf(failure.getMessage()).startsWith("Unsupported or unrecognized SSL")) {
      return Optional.of(
          new TlsTrouble(
              About.SERVER, "does not speak TLS there; write http:// if it has no certificate"));
    }
    return Optional.empty();
  }

  private static Optional<TlsTrouble> certificate(String what) {
    return Optional.of(new TlsTrouble(About.CERTIFICATE, what));
  }

  private static String unknownSigner(ServerTls tls) {
    return tls.authorities().isEmpty()
        ? "is not signed by anyone this machine trusts; name the file of its CA by "
            + tls.settings().ca()
        : "is signed neither by anyone this machine trusts nor by the CA that is named by "
            + tls.settings().ca()
            + "; name the one that signed it there";
  }

  private static String refused(ServerTls tls, String alert) {
    String certificate = tls.settings().clientCertificate();
    return tls.identity().isPresent()
        ? "does not take our certificate (%s); name another by %s".formatted(alert, certificate)
        : "lets nobody in without a certificate (%s); name ours by %s"
            .formatted(alert, certificate);
  }

  private static String otherNames(IOException failure) {
    Matcher names = OTHER_NAMES.matcher(String.valueOf(failure.getMessage()));
    return names.find() && !names.group(1).isBlank()
        ? "for " + Texts.printable(names.group(1)) + ", "
        : "";
  }

  /** The JDK's own words for the moment. */
  private static String when(IOException failure) {
    return causes(failure)
        .map(Throwable::getMessage)
        .filter(message -> message != null)
        .filter(message -> message.matches("(?i)not(after|before): .*"))
        .findFirst()
        .map(
            message ->
                " ("
                    + Texts.printable(message)
                        .replaceFirst("(?i)^notafter", "on")
                        .replaceFirst("(?i)^notbefore", "before")
                        .replaceFirst(":", "")
                    + ")")
        .orElse("");
  }

  private static boolean becauseOf(IOException failure, BasicReason reason) {
    return caused(failure, CertPathValidatorException.class)
        .filter(invalid -> invalid.getReason() == reason)
        .isPresent();
  }

  private static <E extends Throwable> Optional<E> caused(IOException failure, Class<E> kind) {
    return causes(failure).filter(kind::isInstance).map(kind::cast).findFirst();
  }

  private static Stream<Throwable> causes(IOException failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }

  /** In a sentence of its own. */
  String sentence(ServerAddress address) {
    return switch (about) {
      case CERTIFICATE -> "The certificate of " + address.url() + " " + what + ".";
      case SERVER -> address.url() + " " + what + ".";
    };
  }

  /** For somebody who knows which server it is about. */
  String brief() {
    return switch (about) {
      case CERTIFICATE -> "its certificate " + what;
      case SERVER -> "it " + what;
    };
  }
}
