package io.chromarunbook.chroma;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Whom we trust to be a server, and who we say we are.
 *
 * @param settings where a person says otherwise
 * @param authorities trusted beside those of this machine
 * @param identity shown where the server asks for a certificate
 */
public record ServerTls(
    Settings settings, List<X509Certificate> authorities, Optional<ClientIdentity> identity) {

  /**
   * What a person calls the settings for a server.
   *
   * @param ca names a CA, like {@code source.ca in the plan}
   * @param clientCertificate names a certificate of ours and its key
   */
  public record Settings(String ca, String clientCertificate) {}

  /** Only what this machine trusts. */
  public static final ServerTls OF_MACHINE =
      ofMachine(new Settings("ca in the plan", "clientCertificate in the plan"));

  public ServerTls {
    authorities = List.copyOf(authorities);
  }

  /** Only what this machine trusts, where a person may name another CA. */
  public static ServerTls ofMachine(Settings settings) {
    return new ServerTls(settings, List.of(), Optional.empty());
  }

  /** The same for a connection to what is no Chroma. */
  public SSLContext context() {
    return TlsSockets.context(this);
  }

  /** Whether this is what every connection of this machine does anyway. */
  boolean usual() {
    return authorities.isEmpty() && identity.isEmpty();
  }

  @Override
  public String toString() {
    return authorities.size() + " authorities, " + (identity.isPresent() ? "a" : "no") + " key";
  }
}
