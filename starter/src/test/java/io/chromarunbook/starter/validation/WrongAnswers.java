package io.chromarunbook.starter.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.starter.validation.AlteringProxy.Asked;
import io.chromarunbook.starter.validation.AlteringProxy.Behaviour;
import io.chromarunbook.starter.validation.AlteringProxy.Said;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** What no healthy server can be brought to do. */
final class WrongAnswers {

  private static final Said FORBIDDEN = new Said(403, "{\"error\": \"Forbidden\"}");

  private WrongAnswers() {}

  /** Nothing is written. */
  static Behaviour refusingWrites() {
    return (request, server) -> request.changes() ? FORBIDDEN : server.answer(request);
  }

  /** Searches take longer. */
  static Behaviour slowSearches(Duration longer) {
    return (request, server) -> {
      if (request.is("query")) {
        pass(longer);
      }
      return server.answer(request);
    };
  }

  private static void pass(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whatever is selected by metadata, one record is not. */
  static Behaviour forgettingWhere() {
    return (request, server) -> {
      Said truth = server.answer(request);
      JsonNode page = truth.json();
      if (!request.is("get") || !request.json().hasNonNull("where") || page.path("ids").isEmpty()) {
        return truth;
      }
      removeRecord((ObjectNode) page, 0);
      return truth.saying(page);
    };
  }

  /** Searches find these records alone, the nearest of them. */
  static Behaviour searchingOnly(Predicate<String> indexed) {
    return (request, server) -> {
      if (!request.is("query")) {
        return server.answer(request);
      }
      ObjectNode wider = (ObjectNode) request.json();
      int wanted = wider.get("n_results").asInt();
      wider.put("n_results", 100);
      Said truth = server.answer(request.asking(wider));
      ObjectNode answer = (ObjectNode) truth.json();
      keep(answer, indexed, wanted);
      return truth.saying(answer);
    };
  }

  private static void keep(ObjectNode answer, Predicate<String> indexed, int wanted) {
    List<Integer> places = new ArrayList<>();
    JsonNode ids = answer.get("ids").get(0);
    int found = ids.size();
    for (int place = 0; place < found && places.size() < wanted; place++) {
      if (indexed.test(ids.get(place).asText())) {
        places.add(place);
      }
    }
    answer
        .properties()
        .forEach(
            field -> {
              if (field.getValue().path(0) instanceof ArrayNode all && all.size() == found) {
                List<JsonNode> kept = places.stream().map(all::get).toList();
                all.removeAll().addAll(kept);
              }
            });
  }

  /** One record's vector lacks its last component. */
  static Behaviour truncatingVectorOf(String id) {
    return (request, server) -> {
      Said truth = server.answer(request);
      JsonNode page = truth.json();
      int place = place(page, id);
      if (!request.is("get") || place < 0 || !page.path("embeddings").isArray()) {
        return truth;
      }
      ArrayNode vector = (ArrayNode) page.get("embeddings").get(place);
      vector.remove(vector.size() - 1);
      return truth.saying(page);
    };
  }

  /** Every record is a little otherwise, as some servers give it and none means it. */
  static Behaviour rounding(RandomGenerator random) {
    return (request, server) -> {
      Said truth = server.answer(request);
      JsonNode page = truth.json();
      for (int place = 0; place < recordsOf(request, page); place++) {
        ObjectNode fields = (ObjectNode) page.get("metadatas").get(place);
        if (fields.has("score")) {
          double score = fields.get("score").asDouble();
          fields.put("score", random.nextBoolean() ? Math.nextUp(score) : Math.nextDown(score));
        }
      }
      return truth.saying(page);
    };
  }

  /** How many whole records an answer holds: none where something else was asked for. */
  static int recordsOf(Asked request, JsonNode answer) {
    return request.is("get") && request.json().hasNonNull("ids") ? answer.path("ids").size() : 0;
  }

  /** Where a record stands in a page; -1 where it does not. */
  static int place(JsonNode page, String id) {
    JsonNode ids = page.path("ids");
    for (int place = 0; place < ids.size(); place++) {
      if (ids.get(place).asText().equals(id)) {
        return place;
      }
    }
    return -1;
  }

  /** Takes one record out of a page. */
  static void removeRecord(ObjectNode page, int place) {
    int records = page.get("ids").size();
    page.properties()
        .forEach(
            field -> {
              if (field.getValue() instanceof ArrayNode all
                  && all.size() == records
                  && !field.getKey().startsWith("include")) {
                all.remove(place);
              }
            });
  }
}
