package io.chromarunbook.chroma;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.security.SignatureException;
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
    // The CA may bear the name of one that is known, and have another key.
    if (caused(failure, CertPathBuilderException.class).isPresent()
        || caused(failure, SignatureException.class).isPresent()) {
      return certificate(unknownSigner(address.tls()));
    }
    Optional<CertPathValidatorException> invalid =
        caused(failure, CertPathValidatorException.class);
    if (invalid.isPresent()) {
      return certificate("cannot be trusted (" + Texts.printable(invalid.get().getMessage()) + ")");
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
    if (String.valueOf(failure.getMessage()).startsWith("Remote host terminated the handshake")) {
      return Optional.of(
          new TlsTrouble(
              About.SERVER,
              "breaks the TLS handshake off; write http:// if it has no certificate"));
    }
    return Optional.empty();
  }

  /**
   * What may be the matter where the very first request was broken off: a server that wants a
   * certificate of its clients may hang up before it is heard why.
   */
  static Optional<TlsTrouble> atFirst(ChromaException failure, ServerAddress address) {
    if (!"https".equalsIgnoreCase(address.url().getScheme()) || !hungUp(failure.getCause())) {
      return Optional.empty();
    }
    return Optional.of(
        new TlsTrouble(
            About.SERVER,
            (address.tls().identity().isPresent()
                    ? "hangs up as soon as it is spoken to, as one does that does not take our certificate; if it does not, name another by "
                    : "hangs up as soon as it is spoken to, as one does that wants a certificate of its clients; if it does, name ours by ")
                + address.tls().settings().clientCertificate()));
  }

  private static boolean hungUp(Throwable failure) {
    return (failure instanceof SocketException && !(failure instanceof ConnectException))
        || (failure != null && failure.getCause() instanceof EOFException);
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

  /** The failure to throw. */
  UntrustedServerException failure(ServerAddress address, Throwable cause) {
    SecretMask mask = address.mask();
    return new UntrustedServerException(
        mask.masked(sentence(address)), mask.masked(brief()), mask.masked(cause));
  }

  private String sentence(ServerAddress address) {
    return switch (about) {
      case CERTIFICATE -> "The certificate of " + address.url() + " " + what + ".";
      case SERVER -> address.url() + " " + what + ".";
    };
  }

  private String brief() {
    return switch (about) {
      case CERTIFICATE -> "its certificate " + what;
      case SERVER -> "it " + what;
    };
  }
}
