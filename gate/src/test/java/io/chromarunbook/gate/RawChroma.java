package io.chromarunbook.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.gate.mode.GateJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Plain calls of the v2 API, to a server or to the door before it. */
final class RawChroma {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String collections;

  RawChroma(String url) {
    collections = url + "/api/v2/tenants/default_tenant/databases/default_database/collections";
  }

  /** Makes a collection and gives its id. */
  String create(String name) throws Exception {
    return document(post("", "{\"name\":\"" + name + "\"}")).path("id").asText();
  }

  HttpResponse<String> upsert(String collection, String id) throws Exception {
    return post(
        "/" + collection + "/upsert",
        "{\"ids\":[\"%s\"],\"embeddings\":[[1,2,3]],\"documents\":[\"of %s\"]}".formatted(id, id));
  }

  /** What the freeze probe sends: an id that does not exist. */
  HttpResponse<String> update(String collection) throws Exception {
    return post("/" + collection + "/update", "{\"ids\":[\"no-such-id\"],\"documents\":[\"x\"]}");
  }

  HttpResponse<String> get(String collection) throws Exception {
    return post("/" + collection + "/get", "{\"include\":[]}");
  }

  Set<String> ids(String collection) throws Exception {
    Set<String> ids = new TreeSet<>();
    document(get(collection)).path("ids").forEach(id -> ids.add(id.asText()));
    return ids;
  }

  private static JsonNode document(HttpResponse<String> answer) throws Exception {
    if (answer.statusCode() >= 300) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return GateJson.MAPPER.readTree(answer.body());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(collections + path))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(30))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
