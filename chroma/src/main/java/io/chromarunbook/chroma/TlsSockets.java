package io.chromarunbook.chroma;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** Makes the JDK's TLS connections for what a server is to be trusted by and shown. */
final class TlsSockets {

  // Connections are kept by their factory: one for each connection would keep none.
  private static final Map<ServerTls, TlsSockets> KNOWN = new ConcurrentHashMap<>();

  private static final char[] IN_MEMORY_ONLY = new char[0];

  private final SSLContext context;
  private final SSLSocketFactory factory;
  private final X509TrustManager trust;

  private TlsSockets(ServerTls tls) throws GeneralSecurityException, IOException {
    trust = trust(tls);
    context = SSLContext.getInstance("TLS");
    context.init(keys(tls), new TrustManager[] {trust}, null);
    factory = context.getSocketFactory();
  }

  /** The client, its connections made like this. */
  static OkHttpClient.Builder in(OkHttpClient.Builder client, ServerTls tls) {
    if (tls.usual()) {
      return client;
    }
    TlsSockets sockets = KNOWN.computeIfAbsent(tls, TlsSockets::made);
    return client.sslSocketFactory(sockets.factory, sockets.trust);
  }

  /** For clients other than OkHttp. */
  static SSLContext context(ServerTls tls) {
    return KNOWN.computeIfAbsent(tls, TlsSockets::made).context;
  }

  private static TlsSockets made(ServerTls tls) {
    try {
      return new TlsSockets(tls);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("This Java cannot use the certificates: " + tls, e);
    }
  }

  private static X509TrustManager trust(ServerTls tls)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = emptyStore();
    int number = 0;
    for (X509Certificate authority : trusting(null).getAcceptedIssuers()) {
      trusted.setCertificateEntry("machine-" + number++, authority);
    }
    for (X509Certificate authority : tls.authorities()) {
      trusted.setCertificateEntry("plan-" + number++, authority);
    }
    return trusting(trusted);
  }

  /** By these authorities; null stands for the machine's. */
  private static X509TrustManager trusting(KeyStore authorities) throws GeneralSecurityException {
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(authorities);
    return Arrays.stream(managers.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("no trust in X.509 certificates"));
  }

  private static KeyManager[] keys(ServerTls tls) throws GeneralSecurityException, IOException {
    if (tls.identity().isEmpty()) {
      return new KeyManager[0];
    }
    ClientIdentity identity = tls.identity().get();
    KeyStore store = emptyStore();
    store.setKeyEntry(
        "client", identity.key(), IN_MEMORY_ONLY, identity.chain().toArray(new X509Certificate[0]));
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, IN_MEMORY_ONLY);
    return managers.getKeyManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }
}
