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
    @PlanKey(means = "Keys that are left out", example = "[owner]") List<String> drop,
    @PlanKey(means = "Key at the source to key at the target", example = "{team: owner}")
        Map<String, String> rename,
    @PlanKey(
            means = "Key at the target to its value",
            takes = "keys with a text, an integer, a float, true or false",
            example = "{stage: production}")
        Map<String, Object> set,
    @PlanKey(
            means = "Rules that replace the common one, by name at the source",
            example = "{notes: {drop: [owner]}}")
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
