package io.chromarunbook.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.stack.StackListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A real server over a directory, told and asked in plain HTTP. Stopped by closing it. */
final class RealChroma implements AutoCloseable {

  static final int DIMENSION = 8;

  private static final ObjectMapper JSON = new ObjectMapper();

  // A server that hangs, as some do with damaged files, is an answer too.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final LocalStack stack;
  private final ServerEntry entry;
  private final String base;

  /** What a server answers; status 0 where it does not. */
  record Answer(int status, JsonNode body, String text) {
    boolean good() {
      return status >= 200 && status < 300;
    }
  }

  private RealChroma(LocalStack stack, ServerEntry entry, ChromaRelease release) {
    this.stack = stack;
    this.entry = entry;
    boolean first = release == ChromaRelease.V0_4 || release == ChromaRelease.V0_5;
    this.base =
        entry.url()
            + (first
                ? "/api/v1/collections"
                : "/api/v2/tenants/default_tenant/databases/default_database/collections");
  }

  /** Where a server of {@link #over} has its files. */
  static Path filesIn(Path home, ChromaRelease release) {
    return home.resolve("stack").resolve("chroma-" + release.version()).resolve("data");
  }

  /** One over the files in this home, which it makes where there are none. */
  static RealChroma over(Path home, ChromaRelease release) {
    LocalStack stack = LocalStack.in(home, StackListener.silent(), withoutAddresses());
    return new RealChroma(stack, stack.chroma("chroma", release), release);
  }

  private static Map<String, String> withoutAddresses() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment
        .keySet()
        .removeIf(name -> name.startsWith("RUNBOOK_DEMO_") || name.equals("TEMPORAL_ADDRESS"));
    return environment;
  }

  long pid() {
    return entry.process().pid();
  }

  /** Makes a collection and gives its id. */
  String create(String name, Map<String, Object> metadata) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", name);
    body.put("metadata", metadata.isEmpty() ? null : metadata);
    return required(send("POST", "", body)).path("id").asText();
  }

  /** Its collections' ids by name; fails where it cannot list them. */
  Map<String, String> collections() {
    Map<String, String> ids = new LinkedHashMap<>();
    required(send("GET", "", null))
        .forEach(each -> ids.put(each.path("name").asText(), each.path("id").asText()));
    return ids;
  }

  Answer list() {
    return send("GET", "", null);
  }

  /** Adds so many records: id, vector, document and three keys follow from prefix and number. */
  void add(String collection, String prefix, int count, int batch) {
    for (int from = 0; from < count; from += batch) {
      required(upsert(collection, prefix, from, Math.min(count, from + batch)));
    }
  }

  Answer upsert(String collection, String prefix, int from, int to) {
    List<String> ids = new ArrayList<>();
    List<float[]> embeddings = new ArrayList<>();
    List<String> documents = new ArrayList<>();
    List<Map<String, Object>> metadatas = new ArrayList<>();
    for (int number = from; number < to; number++) {
      ids.add(prefix + number);
      embeddings.add(vector(prefix + number));
      documents.add("text of " + prefix + number);
      metadatas.add(Map.of("number", number, "share", number / 3.0, "lang", "en"));
    }
    return records(collection, "upsert", ids, embeddings, documents, metadatas);
  }

  Answer records(
      String collection,
      String what,
      List<String> ids,
      List<float[]> embeddings,
      List<String> documents,
      List<Map<String, Object>> metadatas) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ids", ids);
    body.put("embeddings", embeddings);
    body.put("documents", documents);
    body.put("metadatas", metadatas);
    return send("POST", "/" + collection + "/" + what, body);
  }

  Answer count(String collection) {
    return send("GET", "/" + collection + "/count", null);
  }

  /** Everything of these kinds: documents, metadatas, embeddings. */
  Answer get(String collection, String... include) {
    return send(
        "POST", "/" + collection + "/get", Map.of("limit", 10_000, "include", List.of(include)));
  }

  Answer nearest(String collection, int count) {
    return send(
        "POST",
        "/" + collection + "/query",
        Map.of(
            "query_embeddings",
            List.of(vector("question")),
            "n_results",
            count,
            "include",
            List.of("distances")));
  }

  Answer containing(String collection, String text) {
    return send(
        "POST",
        "/" + collection + "/get",
        Map.of("limit", 10_000, "where_document", Map.of("$contains", text), "include", List.of()));
  }

  /** The same for a name always. */
  static float[] vector(String name) {
    Random random = new Random(name.hashCode());
    float[] vector = new float[DIMENSION];
    for (int index = 0; index < DIMENSION; index++) {
      vector[index] = (float) random.nextGaussian();
    }
    return vector;
  }

  private Answer send(String method, String path, Object body) {
    try {
      HttpRequest.BodyPublisher publisher =
          body == null
              ? BodyPublishers.noBody()
              : BodyPublishers.ofString(JSON.writeValueAsString(body));
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(base + path))
                  .timeout(PATIENCE)
                  .header("Content-Type", "application/json")
                  .method(method, publisher)
                  .build(),
              BodyHandlers.ofString());
      String text = answer.body();
      boolean json = text.startsWith("{") || text.startsWith("[") || text.matches("\\d+|true|null");
      return new Answer(answer.statusCode(), json ? JSON.readTree(text) : JSON.nullNode(), text);
    } catch (IOException e) {
      return new Answer(0, JSON.nullNode(), String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode required(Answer answer) {
    if (!answer.good()) {
      throw new AssertionError(answer.status() + " " + answer.text());
    }
    return answer.body();
  }

  @Override
  public void close() {
    stack.stop();
  }

  /** Copies a directory's files to where a server of this release in this home has them. */
  static Path copied(Path files, Path home, ChromaRelease release) throws IOException {
    Path target = filesIn(home, release);
    try (var all = Files.walk(files)) {
      for (Path each : all.toList()) {
        Path to = target.resolve(files.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(to);
        } else {
          Files.copy(each, to);
        }
      }
    }
    return target;
  }
}
