package io.chromarunbook.activities.run;

import io.chromarunbook.chroma.ServerTls;
import java.time.InstantSource;
import java.util.Optional;

/** A file of certificates by which something that is no Chroma is trusted. */
public final class AuthorityFile {

  private AuthorityFile() {}

  /**
   * Whom to trust by it, beside those whom this machine trusts.
   *
   * @param setting what names it
   * @param path null for those of the machine alone
   * @throws io.temporal.failure.ApplicationFailure of kind BAD_PLAN where it is not there, is none
   *     of certificates, or has expired
   */
  public static ServerTls read(String setting, String path) {
    ServerTls.Settings settings = new ServerTls.Settings(setting, setting);
    return path == null
        ? ServerTls.ofMachine(settings)
        : new ServerTls(
            settings,
            new PemFile(setting, path).certificates(InstantSource.system()),
            Optional.empty());
  }
}
