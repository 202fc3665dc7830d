package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the metadata of collections themselves change on their way.
 *
 * @param drop as in {@link MetadataRule}, for every collection
 * @param rename likewise
 * @param set likewise
 * @param collections rules that replace the common one, by source collection name
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CollectionMetadata(
    List<String> drop,
    Map<String, String> rename,
    Map<String, Object> set,
    Map<String, MetadataRule> collections) {

  public CollectionMetadata {
    MetadataRule common = new MetadataRule(drop, rename, set);
    drop = common.drop();
    rename = common.rename();
    set = common.set();
    collections =
        collections == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(collections));
    collections.forEach(
        (name, rule) -> {
          if (rule == null) {
            throw new IllegalArgumentException(
                "metadata.collections of '" + name + "' has no rule; write drop, rename or set");
          }
        });
  }

  /** The rule for one source collection. */
  public MetadataRule of(String collection) {
    MetadataRule own = collections.get(collection);
    return own == null ? new MetadataRule(drop, rename, set) : own;
  }
}
