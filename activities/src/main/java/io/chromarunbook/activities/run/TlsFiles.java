package io.chromarunbook.activities.run;

import io.chromarunbook.chroma.ClientIdentity;
import io.chromarunbook.chroma.ServerTls;
import io.chromarunbook.workflows.plan.ClientCertificate;
import io.chromarunbook.workflows.plan.ServerPlan;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads, in the process that connects, the certificates a person names for a server. */
final class TlsFiles {

  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

  private final InstantSource clock;

  TlsFiles(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * What they say.
   *
   * @param settings what a person calls them
   * @throws io.temporal.failure.ApplicationFailure of kind BAD_PLAN where a file is not there,
   *     cannot be read, is none of that, or has expired
   */
  ServerTls read(ServerPlan server, ServerTls.Settings settings) {
    if (server.ca() == null && server.clientCertificate() == null) {
      return ServerTls.ofMachine(settings);
    }
    List<X509Certificate> authorities =
        server.ca() == null
            ? List.of()
            : new PemFile(settings.ca(), server.ca()).certificates(clock);
    return new ServerTls(
        settings,
        authorities,
        Optional.ofNullable(server.clientCertificate())
            .map(ours -> identity(ours, settings.clientCertificate())));
  }

  private ClientIdentity identity(ClientCertificate ours, String setting) {
    List<X509Certificate> chain = new PemFile(setting, ours.certificate()).certificates(clock);
    PublicKey owner = chain.get(0).getPublicKey();
    PemFile keyFile = new PemFile(setting, ours.key());
    PrivateKey key = keyFile.key(owner);
    if (!belong(key, owner)) {
      throw keyFile.unusable(
          "holds another key than that of the certificate in " + ours.certificate());
    }
    return new ClientIdentity(chain, key);
  }

  private static boolean belong(PrivateKey key, PublicKey owner) {
    try {
      Signature signature =
          Signature.getInstance(
              SIGNATURES.getOrDefault(owner.getAlgorithm(), owner.getAlgorithm()));
      byte[] message = {1, 2, 3};
      signature.initSign(key);
      signature.update(message);
      byte[] signed = signature.sign();
      signature.initVerify(owner);
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
