package io.chromarunbook.starter.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.directory.SqliteTriggers;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.stack.StackListener;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Freezes servers of which each is as real as a user's. */
@Tag("servers")
@Timeout(300)
class RealFreezeTest {

  private static final ChromaRecord FIRST =
      new ChromaRecord("first", "one", null, Map.of(), new float[] {1, 0});
  private static final ChromaRecord SECOND =
      new ChromaRecord("second", "two", null, Map.of(), new float[] {0, 1});

  @TempDir private Path home;
  private LocalStack stack;

  @BeforeEach
  void use_no_server_of_the_environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.startsWith("RUNBOOK_DEMO_"));
    stack = LocalStack.in(home, StackListener.silent(), environment);
  }

  @AfterEach
  void stop_the_servers() {
    stack.stop();
  }

  @ParameterizedTest
  @EnumSource(
      value = ChromaRelease.class,
      names = {"V0_5", "V1_5"})
  void a_running_server_refuses_writes_until_it_is_thawed(ChromaRelease release) throws Exception {
    ServerEntry entry = stack.chroma("frozen", release);
    SqliteTriggers triggers = new SqliteTriggers(Path.of(entry.dataDirectory(), "chroma.sqlite3"));
    try (WritableServer server = ChromaServers.toWrite(ServerAddress.at(entry.url()))) {
      CollectionInfo collection =
          server.create(
              new NewCollection("articles", Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS));
      server.upsert(collection, List.of(FIRST));

      triggers.install();

      assertRefused(() -> server.upsert(collection, List.of(SECOND)));
      assertRefused(() -> server.update(collection, "runbook-freeze-probe-1", "any"));
      assertRefused(() -> server.delete(collection, List.of("first")));
      assertRefused(() -> server.drop(collection));
      assertRefused(() -> server.replaceMetadata(collection, Map.of("note", "changed")));
      assertThat(createTenant(entry)).isGreaterThanOrEqualTo(400);
      assertThat(server.count(collection)).isEqualTo(1);
      assertThat(server.query(collection, List.of(FIRST.embedding()), 1).get(0)).hasSize(1);

      triggers.remove();

      server.upsert(collection, List.of(SECOND));
      assertThat(server.count(collection)).isEqualTo(2);
      assertThat(createTenant(entry)).isLessThan(300);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ChromaRelease.class,
      names = {"V0_5", "V1_5"})
  void a_frozen_server_can_be_restarted_and_stays_frozen(ChromaRelease release) throws Exception {
    ServerEntry before = stack.chroma("frozen", release);
    try (WritableServer server = ChromaServers.toWrite(ServerAddress.at(before.url()))) {
      server.upsert(
          server.create(
              new NewCollection("articles", Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS)),
          List.of(FIRST));
    }
    new SqliteTriggers(Path.of(before.dataDirectory(), "chroma.sqlite3")).install();

    stack.kill("frozen");
    ServerEntry after = stack.chroma("frozen", release);

    try (WritableServer server = ChromaServers.toWrite(ServerAddress.at(after.url()))) {
      CollectionInfo collection = server.collection("articles").orElseThrow();
      assertThat(server.count(collection)).isEqualTo(1);
      assertRefused(() -> server.upsert(collection, List.of(SECOND)));
    }
  }

  private static void assertRefused(ThrowingCallable write) {
    assertThatThrownBy(write)
        .asInstanceOf(type(ChromaException.class))
        .extracting(ChromaException::kind)
        .isEqualTo(ChromaException.Kind.READ_ONLY);
  }

  private static int createTenant(ServerEntry server) throws Exception {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + "/api/v2/tenants"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"mine\"}"))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
