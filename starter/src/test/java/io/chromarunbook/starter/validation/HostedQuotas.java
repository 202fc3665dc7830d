package io.chromarunbook.starter.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.starter.validation.AlteringProxy.Asked;
import io.chromarunbook.starter.validation.AlteringProxy.Behaviour;
import io.chromarunbook.starter.validation.AlteringProxy.Said;
import io.chromarunbook.starter.validation.AlteringProxy.Server;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Refuses what the hosted service refuses, by the quotas it publishes
 * (docs.trychroma.com/cloud/quotas-limits), in its words; and gives, where nobody said how many, no
 * more than its quota in silence.
 */
final class HostedQuotas implements Behaviour {

  private static final int RECORDS = 300;
  private static final int AT_ONCE = 10;
  private static final int DOCUMENT_BYTES = 16_384;
  private static final int ID_BYTES = 128;
  private static final int URI_BYTES = 256;
  private static final int METADATA_KEYS = 32;
  private static final int KEY_BYTES = 36;
  private static final int VALUE_BYTES = 4_096;
  private static final int DIMENSIONS = 4_096;

  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger writes = new AtomicInteger();

  /** How many requests were refused so far. */
  int refused() {
    return refused.get();
  }

  /** How many requests wrote records so far, or were to. */
  int writes() {
    return writes.get();
  }

  @Override
  public Said answer(Asked request, Server server) {
    try {
      Optional<Said> refusal =
          underWay.incrementAndGet() > AT_ONCE
              ? Optional.of(new Said(429, "{\"error\":\"RateLimited\",\"message\":\"Too many\"}"))
              : refusal(request);
      if (refusal.isPresent()) {
        refused.incrementAndGet();
        return refusal.get();
      }
      return server.answer(request.is("get") ? bounded(request) : request);
    } finally {
      underWay.decrementAndGet();
    }
  }

  private static Asked bounded(Asked request) {
    ObjectNode body = (ObjectNode) request.json();
    JsonNode ids = body.path("ids");
    if (ids.size() > RECORDS && !body.hasNonNull("limit")) {
      // The server itself would apply a limit to ids in an order of its own.
      ArrayNode some = body.putArray("ids");
      for (int index = 0; index < RECORDS; index++) {
        some.add(ids.get(index));
      }
    } else if (!body.hasNonNull("limit")) {
      body.put("limit", RECORDS);
    }
    return request.asking(body);
  }

  private Optional<Said> refusal(Asked request) {
    if (request.is("get")) {
      return beyond("Limit value", "Get", request.json().path("limit").asInt(0), RECORDS);
    }
    if (request.is("query")) {
      return beyond("Limit value", "Query", request.json().path("n_results").asInt(10), RECORDS);
    }
    if (request.is("delete")) {
      return beyond("Number of records", "Delete", request.json().path("ids").size(), RECORDS);
    }
    if (request.is("upsert")) {
      writes.incrementAndGet();
      return upsert(request.json());
    }
    return Optional.empty();
  }

  private static Optional<Said> upsert(JsonNode body) {
    Optional<Said> refusal =
        beyond("Number of records", "Upsert", body.path("ids").size(), RECORDS)
            .or(() -> texts("ID size", body.path("ids"), ID_BYTES))
            .or(() -> texts("Document size", body.path("documents"), DOCUMENT_BYTES))
            .or(() -> texts("URI size", body.path("uris"), URI_BYTES));
    for (JsonNode embedding : body.path("embeddings")) {
      if (refusal.isEmpty() && embedding.isArray()) {
        refusal = beyond("Embedding dimension", "Upsert", embedding.size(), DIMENSIONS);
      }
    }
    for (JsonNode metadata : body.path("metadatas")) {
      if (refusal.isEmpty()) {
        refusal = metadata(metadata);
      }
    }
    return refusal;
  }

  private static Optional<Said> metadata(JsonNode metadata) {
    Optional<Said> refusal =
        beyond("Number of metadata keys", "Upsert", metadata.size(), METADATA_KEYS);
    for (Map.Entry<String, JsonNode> field : metadata.properties()) {
      if (refusal.isEmpty()) {
        refusal =
            beyond("Metadata key size", "Upsert", bytes(field.getKey()), KEY_BYTES)
                .or(
                    () ->
                        beyond(
                            "Metadata value size",
                            "Upsert",
                            bytes(field.getValue().asText()),
                            VALUE_BYTES));
      }
    }
    return refusal;
  }

  private static Optional<Said> texts(String quota, JsonNode texts, int limit) {
    for (JsonNode text : texts) {
      Optional<Said> refusal = beyond(quota, "Upsert", bytes(text.asText()), limit);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Optional<Said> beyond(String quota, String action, int usage, int limit) {
    return usage <= limit
        ? Optional.empty()
        : Optional.of(
            new Said(
                422,
                "{\"error\":\"ChromaError\",\"message\":\"Quota exceeded: '%s' exceeded quota limit for action '%s': current usage of %d exceeds limit of %d\"}"
                    .formatted(quota, action, usage, limit)));
  }
}
