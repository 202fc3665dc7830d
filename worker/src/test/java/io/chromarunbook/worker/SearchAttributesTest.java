package io.chromarunbook.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.AddSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The columns people search by are there once a worker runs, as far as it may add them. */
class SearchAttributesTest {

  private final Operator operator = new Operator();

  @TempDir private Path home;
  private Server server;
  private TemporalConnection connection;

  @BeforeEach
  void serve() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(operator)
            .build()
            .start();
    connection =
        TemporalConnection.open(
            TemporalSettings.find(
                home,
                Map.of(
                    "TEMPORAL_CONFIG_FILE",
                    home.resolve("none.toml").toString(),
                    "TEMPORAL_ADDRESS",
                    "127.0.0.1:" + server.getPort())));
  }

  @AfterEach
  void stop() {
    connection.close();
    server.shutdownNow();
  }

  @Test
  void missing_ones_are_added_and_those_that_are_there_are_left_alone() {
    operator.known.put("RunbookStep", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
    operator.known.put("Others", IndexedValueType.INDEXED_VALUE_TYPE_INT);

    SearchAttributes.register(connection);

    assertThat(operator.known).containsAllEntriesOf(SearchAttributes.NEEDED).containsKey("Others");
    assertThat(operator.added).doesNotContainKey("RunbookStep").hasSize(4);
  }

  @Test
  void a_second_worker_adds_nothing() {
    SearchAttributes.register(connection);
    operator.added.clear();

    SearchAttributes.register(connection);

    assertThat(operator.added).isEmpty();
  }

  @Test
  void a_worker_without_the_permission_goes_on() {
    operator.refusal = Status.PERMISSION_DENIED;

    assertThatCode(() -> SearchAttributes.register(connection)).doesNotThrowAnyException();
    assertThat(operator.added).isEmpty();
  }

  private static final class Operator extends OperatorServiceGrpc.OperatorServiceImplBase {

    private final Map<String, IndexedValueType> known = new TreeMap<>();
    private final Map<String, IndexedValueType> added = new TreeMap<>();
    private Status refusal;

    @Override
    public void listSearchAttributes(
        ListSearchAttributesRequest request, StreamObserver<ListSearchAttributesResponse> answer) {
      answer.onNext(
          ListSearchAttributesResponse.newBuilder().putAllCustomAttributes(known).build());
      answer.onCompleted();
    }

    @Override
    public void addSearchAttributes(
        AddSearchAttributesRequest request, StreamObserver<AddSearchAttributesResponse> answer) {
      if (refusal != null) {
        answer.onError(refusal.asRuntimeException());
        return;
      }
      known.putAll(request.getSearchAttributesMap());
      added.putAll(request.getSearchAttributesMap());
      answer.onNext(AddSearchAttributesResponse.getDefaultInstance());
      answer.onCompleted();
    }
  }
}
