package io.chromarunbook.activities.run;

import io.chromarunbook.activities.snapshotsource.SnapshotConnector;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.ServerTls;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.steps.FailureKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Where the servers of a plan are, with the secrets and certificates that the process that connects
 * has for them. Every method throws an {@link io.temporal.failure.ApplicationFailure} of kind
 * BAD_PLAN where one of these is not there.
 */
public final class ServerAddresses {

  private final Secrets secrets;
  private final TlsFiles tls = new TlsFiles(InstantSource.system());

  /** Addresses with these secrets. */
  public ServerAddresses(Secrets secrets) {
    this.secrets = secrets;
  }

  /** The source itself. */
  public ServerAddress source(Plan plan) {
    return planned("source", plan.source(), plan.source().url());
  }

  /** The source by the way applications take. */
  public ServerAddress frontDoor(Plan plan) {
    return planned("source", plan.source(), plan.source().frontDoor());
  }

  /** The target. */
  public ServerAddress target(Plan plan) {
    return planned("target", plan.target(), plan.target().url());
  }

  /**
   * A server that is not, or not yet, in a plan.
   *
   * @param settings what a person calls its certificates
   */
  public ServerAddress of(ServerPlan server, ServerTls.Settings settings) {
    return address(server, server.url(), settings);
  }

  private ServerAddress planned(String key, ServerPlan server, String url) {
    return address(
        server,
        url,
        new ServerTls.Settings(key + ".ca in the plan", key + ".clientCertificate in the plan"));
  }

  private ServerAddress address(ServerPlan server, String url, ServerTls.Settings settings) {
    if (server.directory() != null) {
      throw FailureKind.BAD_PLAN.failure(
          server.directory() + " is a directory, which answers only while a run serves it.", null);
    }
    if (server.snapshot() != null) {
      return SnapshotConnector.address(Path.of(server.snapshot()), server.digest());
    }
    return new ServerAddress(
            URI.create(url), server.tenant(), server.database(), secrets.resolve(server.headers()))
        .by(tls.read(server, settings));
  }
}
