package io.chromarunbook.gate.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** Copies all collections of a source to a database of a target, as a migration would. */
final class Move {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEFAULT = "/tenants/default_tenant/databases/default_database";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String source;
  private final String target;
  private final DatabaseAddress address;

  /**
   * @param api of the source: {@code v1} or {@code v2}
   * @param address where to, in a database that is made for it
   */
  Move(String sourceUrl, String api, String target, DatabaseAddress address) {
    this.source = sourceUrl + "/api/" + api + (api.equals("v1") ? "" : DEFAULT);
    this.target = target + "/api/v2/tenants/" + address.tenant() + "/databases";
    this.address = address;
    send("POST", target + "/api/v2/tenants", JSON.createObjectNode().put("name", address.tenant()));
    send("POST", this.target, JSON.createObjectNode().put("name", address.database()));
  }

  /** Copies; one called {@code renamed} is called {@code renamed_by_the_plan} there. */
  List<CollectionMapping> run() {
    List<CollectionMapping> mappings = new ArrayList<>();
    for (JsonNode each : send("GET", source + "/collections", null)) {
      mappings.add(copy(each));
    }
    return mappings;
  }

  private CollectionMapping copy(JsonNode collection) {
    String id = collection.path("id").asText();
    String name = collection.path("name").asText();
    String there = name.equals("renamed") ? "renamed_by_the_plan" : name;
    ObjectNode creation = JSON.createObjectNode().put("name", there);
    creation.set("metadata", collection.path("metadata"));
    String collections = target + "/" + address.database() + "/collections";
    String made = send("POST", collections, creation).path("id").asText();
    ObjectNode everything = JSON.createObjectNode();
    everything.putArray("include").add("embeddings").add("documents").add("metadatas").add("uris");
    ObjectNode records =
        (ObjectNode) send("POST", source + "/collections/" + id + "/get", everything);
    send(
        "POST",
        collections + "/" + made + "/upsert",
        records.retain("ids", "embeddings", "documents", "metadatas", "uris"));
    return new CollectionMapping(
        new CollectionIdentity(id, name), new CollectionIdentity(made, there));
  }

  private static JsonNode send(String method, String url, JsonNode body) {
    try {
      HttpResponse<String> answer =
          HTTP.send(
              HttpRequest.newBuilder(URI.create(url))
                  .header("Content-Type", "application/json")
                  .method(
                      method,
                      body == null
                          ? BodyPublishers.noBody()
                          : BodyPublishers.ofString(body.toString()))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as("%s: %s", url, answer.body()).isLessThan(300);
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
