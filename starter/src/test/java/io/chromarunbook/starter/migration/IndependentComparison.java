package io.chromarunbook.starter.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares two servers record by record and shares nothing with the product: plain HTTP, JSON
 * trees, its own idea of what the transform should have made and of what is equal.
 */
final class IndependentComparison {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 500;

  /** Which is further than any server's rounding and nearer than any other vector. */
  private static final double NEAR = 1e-6;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> differences = new ArrayList<>();
  private int compared;

  /** What differs between a v1 source and a v2 target, in words; empty where nothing does. */
  static List<String> differences(String source, String target, String database, int records) {
    IndependentComparison comparison = new IndependentComparison();
    comparison.compare(
        source + "/api/v1/collections",
        "?tenant=default_tenant&database=" + database,
        target + "/api/v2/tenants/default_tenant/databases/" + database + "/collections");
    if (comparison.compared != records) {
      comparison.differences.add(comparison.compared + " records compared, not " + records);
    }
    return comparison.differences;
  }

  private void compare(String source, String query, String target) {
    Map<String, JsonNode> here = byName(get(source + query));
    Map<String, JsonNode> there = byName(get(target));
    if (!here.keySet().equals(there.keySet())) {
      differences.add("collections " + here.keySet() + " and " + there.keySet());
      return;
    }
    here.forEach(
        (name, collection) -> {
          String space = collection.path("metadata").path("hnsw:space").asText("l2");
          String targetSpace =
              there.get(name).path("configuration_json").path("hnsw").path("space").asText("l2");
          if (!space.equals(targetSpace)) {
            differences.add(name + " measures " + space + " and " + targetSpace);
          }
          Map<String, Row> rows = rows(source + "/" + collection.path("id").asText());
          Map<String, Row> copies = rows(target + "/" + there.get(name).path("id").asText());
          compare(name, space, rows, copies);
        });
  }

  private void compare(String name, String space, Map<String, Row> rows, Map<String, Row> copies) {
    if (!rows.keySet().equals(copies.keySet())) {
      differences.add(name + " has other ids");
      return;
    }
    rows.forEach(
        (id, row) -> {
          compared++;
          Row copy = copies.get(id);
          if (!row.document.equals(copy.document)) {
            differences.add(name + " " + id + " document");
          }
          compareMetadata(name + " " + id, row.metadata, copy.metadata);
          compareEmbedding(name + " " + id, space, row.embedding, copy.embedding);
        });
  }

  private void compareMetadata(String where, JsonNode before, JsonNode after) {
    Map<String, Object> expected = new TreeMap<>();
    before.properties().forEach(field -> expected.put(field.getKey(), value(field.getValue())));
    expected.put("chunk_index", expected.remove("idx"));
    expected.put("words", Double.valueOf(expected.get("words").toString()));
    expected.putIfAbsent("lang", "en");
    Map<String, Object> found = new TreeMap<>();
    after.properties().forEach(field -> found.put(field.getKey(), value(field.getValue())));
    if (!after.path("words").isIntegralNumber() || !after.path("chunk_index").isIntegralNumber()) {
      differences.add(where + " types " + after);
    }
    if (!expected.keySet().equals(found.keySet())) {
      differences.add(where + " keys " + expected.keySet() + " and " + found.keySet());
      return;
    }
    expected.forEach(
        (key, value) -> {
          boolean same =
              (value instanceof Double number && found.get(key) instanceof Double other)
                  ? Math.abs(number - other) <= Math.abs(number) * 1e-15
                  : value.equals(found.get(key));
          if (!same) {
            differences.add(where + " " + key + " " + value + " and " + found.get(key));
          }
        });
  }

  private static Object value(JsonNode node) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    return node.isBoolean() ? (Object) node.booleanValue() : node.textValue();
  }

  private void compareEmbedding(String where, String space, JsonNode before, JsonNode after) {
    if (before.size() != 384 || after.size() != 384) {
      differences.add(where + " dimension");
      return;
    }
    for (int i = 0; i < before.size(); i++) {
      double one = (float) before.get(i).doubleValue();
      double other = (float) after.get(i).doubleValue();
      if (space.equals("cosine") ? Math.abs(one - other) > NEAR : one != other) {
        differences.add(where + " component " + i + " " + one + " and " + other);
        return;
      }
    }
  }

  private record Row(JsonNode document, JsonNode metadata, JsonNode embedding) {}

  private Map<String, Row> rows(String collection) {
    Map<String, Row> rows = new TreeMap<>();
    for (int offset = 0; true; offset += PAGE) {
      JsonNode page =
          send(
              HttpRequest.newBuilder(URI.create(collection + "/get"))
                  .header("Content-Type", "application/json")
                  .POST(
                      BodyPublishers.ofString(
                          "{\"limit\": %d, \"offset\": %d, \"include\": [\"documents\","
                                  .formatted(PAGE, offset)
                              + " \"metadatas\", \"embeddings\"]}"))
                  .build());
      int size = page.path("ids").size();
      for (int i = 0; i < size; i++) {
        rows.put(
            page.path("ids").get(i).asText(),
            new Row(
                page.path("documents").get(i),
                page.path("metadatas").get(i),
                page.path("embeddings").get(i)));
      }
      if (size < PAGE) {
        return rows;
      }
    }
  }

  private static Map<String, JsonNode> byName(JsonNode collections) {
    Map<String, JsonNode> byName = new TreeMap<>();
    collections.forEach(collection -> byName.put(collection.path("name").asText(), collection));
    return byName;
  }

  private JsonNode get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).GET().build());
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(request.uri() + " answers " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
