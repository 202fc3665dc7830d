package io.chromarunbook.starter.connection;

import com.google.protobuf.util.Durations;
import io.chromarunbook.workflows.RunbookDataConverter;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.namespace.v1.BadBinaries;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.namespace.v1.NamespaceInfo;
import io.temporal.api.replication.v1.ClusterReplicationConfig;
import io.temporal.api.replication.v1.NamespaceReplicationConfig;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.io.IOException;

/** Answers every question as Temporal would, so that a rehearsal loads what a real answer needs. */
final class RehearsalTemporal extends WorkflowServiceGrpc.WorkflowServiceImplBase
    implements AutoCloseable {

  private final Payloads answer;
  private final Server server;

  RehearsalTemporal(Object answer) throws IOException {
    this.answer = RunbookDataConverter.create().toPayloads(answer).orElseThrow();
    this.server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(this)
            .build()
            .start();
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void getSystemInfo(
      GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> asker) {
    tell(asker, GetSystemInfoResponse.getDefaultInstance());
  }

  @Override
  public void describeNamespace(
      DescribeNamespaceRequest request, StreamObserver<DescribeNamespaceResponse> asker) {
    tell(
        asker,
        DescribeNamespaceResponse.newBuilder()
            .setNamespaceInfo(
                NamespaceInfo.newBuilder()
                    .setName(request.getNamespace())
                    .setCapabilities(NamespaceInfo.Capabilities.getDefaultInstance())
                    .setLimits(NamespaceInfo.Limits.getDefaultInstance()))
            .setConfig(
                NamespaceConfig.newBuilder()
                    .setWorkflowExecutionRetentionTtl(Durations.fromDays(1))
                    .setBadBinaries(BadBinaries.getDefaultInstance()))
            .setReplicationConfig(
                NamespaceReplicationConfig.newBuilder()
                    .addClusters(ClusterReplicationConfig.getDefaultInstance()))
            .build());
  }

  @Override
  public void queryWorkflow(
      QueryWorkflowRequest request, StreamObserver<QueryWorkflowResponse> asker) {
    tell(asker, QueryWorkflowResponse.newBuilder().setQueryResult(answer).build());
  }

  private static <T> void tell(StreamObserver<T> asker, T answer) {
    asker.onNext(answer);
    asker.onCompleted();
  }

  @Override
  public void close() {
    var ignored = server.shutdownNow();
  }
}
