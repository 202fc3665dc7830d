package io.chromarunbook.starter.planning;

import io.chromarunbook.chroma.ServerTls;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.plan.ClientCertificate;
import io.chromarunbook.workflows.plan.SecretReference;
import io.chromarunbook.workflows.plan.ServerPlan;
import java.util.Map;

/**
 * A server as it was named on a command line.
 *
 * @param plan what a plan would say of it
 * @param settings the options that name its certificates
 */
public record GivenServer(ServerPlan plan, ServerTls.Settings settings) {

  /**
   * The server.
   *
   * @param prefix of its options, like {@code --source-}
   * @param tenant null for the default one, like the database
   * @param ca null where none was named, like the other two files
   * @throws Failure where these cannot be used together
   */
  public static GivenServer of(
      String prefix,
      String url,
      String tenant,
      String database,
      Map<String, SecretReference> headers,
      String ca,
      String certificate,
      String key) {
    if ((certificate == null) != (key == null)) {
      throw Failure.usage(
          "A client certificate needs both %scertificate and %skey".formatted(prefix, prefix));
    }
    try {
      return new GivenServer(
          new ServerPlan(
              url,
              null,
              tenant,
              database,
              headers,
              null,
              null,
              null,
              ca,
              certificate == null ? null : new ClientCertificate(certificate, key),
              null,
              null,
              null,
              null),
          new ServerTls.Settings(prefix + "ca", prefix + "certificate and " + prefix + "key"));
    } catch (IllegalArgumentException e) {
      throw Failure.usage("The server cannot be used: " + e.getMessage(), e);
    }
  }
}
