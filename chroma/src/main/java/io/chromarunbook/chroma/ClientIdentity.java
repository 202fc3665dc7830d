package io.chromarunbook.chroma;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What we show to a server that asks for a certificate. Its text never shows the key.
 *
 * @param chain our certificate first, then those between it and its CA
 */
public record ClientIdentity(List<X509Certificate> chain, PrivateKey key) {

  public ClientIdentity {
    chain = List.copyOf(chain);
  }

  @Override
  public String toString() {
    return chain.get(0).getSubjectX500Principal().toString();
  }
}
