package io.chromarunbook.starter.chroma;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.chroma.releases.RealServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One database of a real server by plain HTTP, with nothing of ours in between. */
final class RawChroma {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
          .build();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build());
  }

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String collections;
  private final String query;

  /** What a server says: a status and, where it is one, a JSON document. */
  record Answer(int status, String body) {
    boolean successful() {
      return status >= 200 && status < 300;
    }

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(body, e);
      }
    }
  }

  /** Opens a new database. */
  RawChroma(RealServer server, String url, String database) {
    if (server.api().equals("v1")) {
      collections = url + "/api/v1/collections";
      query = "?tenant=default_tenant&database=" + database;
      required(post(url + "/api/v1/databases?tenant=default_tenant", named(database)));
    } else {
      String databases = url + "/api/v2/tenants/default_tenant/databases";
      collections = databases + "/" + database + "/collections";
      query = "";
      required(post(databases, named(database)));
    }
  }

  private static String named(String name) {
    return "{\"name\":\"" + name + "\"}";
  }

  Answer create(String body) {
    return post(collections + query, body);
  }

  Answer upsert(String id, String body) {
    return post(collections + "/" + id + "/upsert", body);
  }

  int count(String id) {
    return required(get(collections + "/" + id + "/count")).json().asInt();
  }

  /** Every collection by its name. */
  Map<String, JsonNode> collections() {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    required(get(collections + query))
        .json()
        .forEach(each -> found.put(each.get("name").asText(), each));
    return found;
  }

  /** These records by id; those that are not there are left out. */
  Map<String, RawRecord> records(String id, List<String> ids) {
    Map<String, RawRecord> found = new LinkedHashMap<>();
    for (int start = 0; start < ids.size(); start += 100) {
      ObjectNode wanted = JSON.createObjectNode();
      ids.subList(start, Math.min(ids.size(), start + 100)).forEach(wanted.withArray("ids")::add);
      List.of("embeddings", "documents", "metadatas", "uris")
          .forEach(wanted.withArray("include")::add);
      JsonNode page = required(post(collections + "/" + id + "/get", wanted.toString())).json();
      for (int place = 0; place < page.get("ids").size(); place++) {
        found.put(
            page.get("ids").get(place).asText(),
            new RawRecord(
                page.path("documents").path(place),
                page.path("uris").path(place),
                page.path("metadatas").path(place),
                page.path("embeddings").path(place)));
      }
    }
    return found;
  }

  private static Answer required(Answer answer) {
    if (!answer.successful()) {
      throw new IllegalStateException(answer.toString());
    }
    return answer;
  }

  private Answer get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).build());
  }

  private Answer post(String url, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
