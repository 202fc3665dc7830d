package io.chromarunbook.client;

import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.time.Duration;

/** A port of this machine where no Temporal is. */
public final class OtherPort implements AutoCloseable {

  /** As long as a call that fails is tried again; a slow machine takes its time for each. */
  private static final Duration TRIED_AGAIN = Duration.ofSeconds(1);

  private final Server server;
  private final WorkflowServiceStubs service;

  private OtherPort(Server server) {
    this.server = server;
    this.service =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:" + server.getPort())
                .setRpcRetryOptions(
                    RpcRetryOptions.newBuilder()
                        .setExpiration(TRIED_AGAIN)
                        .validateBuildWithDefaults())
                .build());
  }

  /** Somebody listens there who does nothing of what Temporal does. */
  public static OtherPort ofAnotherServer() throws IOException {
    return new OtherPort(
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create()).build().start());
  }

  /** Nobody listens there any more. */
  public static OtherPort ofNobody() throws IOException, InterruptedException {
    OtherPort port = ofAnotherServer();
    port.server.shutdownNow().awaitTermination();
    return port;
  }

  /** The runs that are looked for there. */
  public Migrations migrations(Endpoint endpoint) {
    WorkflowClient client = WorkflowClient.newInstance(service);
    return Migrations.over(() -> client, endpoint, Duration.ofSeconds(30));
  }

  @Override
  public void close() {
    service.shutdownNow();
    server.shutdownNow();
  }
}
