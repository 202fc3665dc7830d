package io.chromarunbook.gate.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** What the target says of collections, databases and tenants, under the names clients know. */
final class CollectionAnswers {
  private final SourceServer source;
  private final Databases databases;
  private final KnownCollections collections;
  private final Set<String> fields;

  CollectionAnswers(SourceServer source, Migrated migrated) {
    this.source = source;
    this.databases = migrated.databases();
    this.collections = migrated.collections();
    this.fields = fieldsOf(source);
  }

  /** Official clients fail on a field that their release does not know. */
  private static Set<String> fieldsOf(SourceServer source) {
    Set<String> fields = new LinkedHashSet<>(Set.of("id", "name", "metadata"));
    if (source.isAtLeast(0, 4, 15)) {
      fields.addAll(Set.of("tenant", "database"));
    }
    if (source.isAtLeast(0, 5, 0)) {
      fields.add("dimension");
    }
    if (source.isAtLeast(0, 5, 1)) {
      fields.add("version");
    }
    if (source.isAtLeast(0, 5, 4)) {
      fields.add("configuration_json");
    }
    if (source.isAtLeast(0, 5, 8)) {
      fields.add("log_position");
    }
    return fields;
  }

  /** One collection. */
  ObjectNode collection(ObjectNode said, Dialect dialect) {
    ObjectNode answer = said.deepCopy();
    DatabaseAddress address = address(said.path("tenant"), said.path("database"));
    DatabaseAddress known = databases.source(address);
    if (answer.has("tenant")) {
      answer.put("tenant", known.tenant());
      answer.put("database", known.database());
    }
    answer.put("id", collections.sourceId(said.path("id").asText()));
    if (address.equals(databases.target())) {
      answer.put("name", collections.sourceName(said.path("name").asText()));
    }
    if (dialect.isOld()) {
      configure(answer, IndexSettings.old(said), dialect);
    }
    return answer;
  }

  private void configure(ObjectNode answer, ObjectNode old, Dialect dialect) {
    JsonNode embedding = answer.path("configuration_json").path("embedding_function");
    if (dialect == Dialect.UNDECLARED && embedding.isObject()) {
      // Only a client of 1.x makes such a collection: it would embed otherwise without it.
      old.set("embedding_function", embedding);
    }
    answer.set("configuration_json", old);
    answer.retain(fields);
  }

  /** One database. */
  ObjectNode database(ObjectNode said) {
    DatabaseAddress known = databases.source(address(said.path("tenant"), said.path("name")));
    ObjectNode answer = said.deepCopy();
    return answer.put("tenant", known.tenant()).put("name", known.database());
  }

  /** One tenant. */
  ObjectNode tenant(ObjectNode said, Dialect dialect) {
    ObjectNode answer = said.deepCopy();
    answer.put("name", databases.sourceTenant(said.path("name").asText()));
    return dialect.isOld() ? answer.retain("name") : answer;
  }

  /** Who a client is, and where it may go. */
  ObjectNode identity(ObjectNode said) {
    ObjectNode answer = said.deepCopy();
    String tenant = said.path("tenant").asText();
    answer.put("tenant", databases.sourceTenant(tenant));
    var names = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : said.path("databases")) {
      names.add(databases.source(new DatabaseAddress(tenant, each.asText())).database());
    }
    answer.set("databases", names);
    return answer;
  }

  /** How many records may be sent at once: what the source allowed, and the target takes. */
  ObjectNode preFlight() {
    return JsonNodeFactory.instance.objectNode().put("max_batch_size", source.maxBatchSize());
  }

  private static DatabaseAddress address(JsonNode tenant, JsonNode database) {
    return new DatabaseAddress(tenant.asText(), database.asText());
  }
}
