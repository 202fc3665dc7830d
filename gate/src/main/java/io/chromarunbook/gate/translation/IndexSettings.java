package io.chromarunbook.gate.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** How vectors are compared and searched: as 0.x writes it in a configuration, and as 1.x does. */
final class IndexSettings {
  private static final String TYPE = "_type";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** One setting: its key in a configuration of 0.x, in one of 1.x, and in a 0.x metadata. */
  private record Setting(String old, String current, String inMetadata, JsonNode defaultValue) {}

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("space", "space", "hnsw:space", NODES.textNode("l2")),
          new Setting(
              "ef_construction", "ef_construction", "hnsw:construction_ef", NODES.numberNode(100)),
          new Setting("ef_search", "ef_search", "hnsw:search_ef", NODES.numberNode(100)),
          new Setting("num_threads", "num_threads", "hnsw:num_threads", NODES.numberNode(1)),
          new Setting("M", "max_neighbors", "hnsw:M", NODES.numberNode(16)),
          new Setting(
              "resize_factor", "resize_factor", "hnsw:resize_factor", NODES.numberNode(1.2)),
          new Setting("batch_size", "batch_size", "hnsw:batch_size", NODES.numberNode(100)),
          new Setting(
              "sync_threshold", "sync_threshold", "hnsw:sync_threshold", NODES.numberNode(1000)));

  private IndexSettings() {}

  /**
   * Puts what a client of 0.x asked for in the target's words. What metadata say is left out of the
   * configuration, which would win over them: clients of 0.x fill theirs with defaults.
   */
  static void translate(ObjectNode creation) {
    JsonNode configuration = creation.path("configuration");
    if (!configuration.has(TYPE) && !configuration.has("hnsw_configuration")) {
      return;
    }
    JsonNode asked = configuration.path("hnsw_configuration");
    JsonNode metadata = creation.path("metadata");
    ObjectNode hnsw = NODES.objectNode();
    for (Setting each : SETTINGS) {
      JsonNode value =
          metadata.has(each.inMetadata()) ? metadata.get(each.inMetadata()) : asked.get(each.old());
      if (value != null && !value.isNull()) {
        hnsw.set(each.current(), value);
      }
    }
    creation.set("configuration", NODES.objectNode().set("hnsw", hnsw));
  }

  /** What the target says of a collection, in a configuration as 0.x writes it. */
  static ObjectNode old(ObjectNode collection) {
    JsonNode configuration = collection.path("configuration_json");
    JsonNode said =
        configuration.path("hnsw").isObject()
            ? configuration.path("hnsw")
            : configuration.path("spann");
    JsonNode metadata = collection.path("metadata");
    ObjectNode hnsw = NODES.objectNode();
    for (Setting each : SETTINGS) {
      JsonNode value = said.path(each.current());
      JsonNode kept = metadata.path(each.inMetadata());
      hnsw.set(
          each.old(),
          value.isValueNode() && !value.isNull()
              ? value
              : kept.isValueNode() && !kept.isNull() ? kept : each.defaultValue());
    }
    hnsw.put(TYPE, "HNSWConfigurationInternal");
    ObjectNode old = NODES.objectNode();
    old.set("hnsw_configuration", hnsw);
    return old.put(TYPE, "CollectionConfigurationInternal");
  }
}
