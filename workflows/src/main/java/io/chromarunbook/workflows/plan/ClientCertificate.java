package io.chromarunbook.workflows.plan;

/**
 * What a client shows to a server that asks for a certificate, as paths of PEM files on the machine
 * that connects.
 *
 * @param certificate the certificate, followed by those between it and its CA
 * @param key its private key, unencrypted, in the form PKCS #8
 */
public record ClientCertificate(
    @PlanKey(
            means = "The certificate, then those between it and its CA; PEM",
            takes = "a path on the machine that connects",
            example = "/etc/ssl/ours.pem",
            needed = true)
        String certificate,
    @PlanKey(
            means = "Its private key, unencrypted, PKCS #8; PEM",
            takes = "a path on the machine that connects",
            example = "/etc/ssl/ours.key",
            needed = true)
        String key) {

  public ClientCertificate {
    if (certificate == null || certificate.isBlank() || key == null || key.isBlank()) {
      throw new IllegalArgumentException(
          "a client certificate needs both files: {certificate: PATH, key: PATH}");
    }
  }
}
