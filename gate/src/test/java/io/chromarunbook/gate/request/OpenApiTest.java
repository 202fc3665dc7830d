package io.chromarunbook.gate.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.gate.mode.GateJson;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.StackListener;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What real servers say that they can be asked is in the table, and in its right class. */
@Tag("servers")
@Timeout(300)
class OpenApiTest {

  /** What is sent by POST and only reads, as the servers' own pages describe it. */
  private static final Set<String> READ_BY_POST = Set.of("get", "query", "search");

  @TempDir private Path home;

  @ParameterizedTest
  @EnumSource(
      value = ChromaRelease.class,
      names = {"V0_4", "V0_5", "V0_6", "V1_5"})
  void every_operation_of_a_real_server_is_known_and_none_is_in_the_wrong_class(
      ChromaRelease release) throws Exception {
    LocalStack stack = LocalStack.in(home, StackListener.silent());
    try {
      List<String> missing = new ArrayList<>();
      List<String> wrong = new ArrayList<>();
      int seen = 0;
      JsonNode paths = openApi(stack.chroma("source", release).url()).path("paths");
      for (var path : paths.properties()) {
        for (var described : path.getValue().properties()) {
          String method = described.getKey().toUpperCase(Locale.ROOT);
          String asked = method + " " + path.getKey();
          seen++;
          if (!OperationTable.lists(method, path.getKey())) {
            missing.add(asked);
          } else if (kind(method, path.getKey()) != expected(method, path.getKey())) {
            wrong.add(asked);
          }
        }
      }

      assertThat(missing).as("of %s", release).isEmpty();
      assertThat(wrong).as("of %s", release).isEmpty();
      assertThat(seen).isGreaterThan(20);
    } finally {
      stack.stop();
    }
  }

  private static OperationKind expected(String method, String path) {
    boolean reads =
        method.equals("GET")
            || (method.equals("POST")
                && READ_BY_POST.contains(path.substring(path.lastIndexOf('/') + 1)));
    return reads ? OperationKind.READ : OperationKind.WRITE;
  }

  private static OperationKind kind(String method, String template) {
    String path = template.replaceAll("\\{[^}]+}", "x");
    return OperationTable.of(method, RequestTarget.of(path)).kind();
  }

  private static JsonNode openApi(String url) throws Exception {
    return GateJson.MAPPER.readTree(
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url + "/openapi.json")).build(),
                BodyHandlers.ofByteArray())
            .body());
  }
}
