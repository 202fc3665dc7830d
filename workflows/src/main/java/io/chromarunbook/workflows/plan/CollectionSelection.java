package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which collections migrate, and under which names.
 *
 * @param include names, where {@code *} stands for any characters
 * @param exclude names to leave out of those
 * @param rename source name to target name
 * @param distance by source name "l2", "ip" or "cosine", where the index's own answers do not tell
 * @param metadata how the collections' own metadata change; null where they stay as they are
 */
public record CollectionSelection(
    @PlanKey(means = "Names of collections at the source; '*' stands for any characters")
        List<String> include,
    @PlanKey(means = "Names to leave out of those") List<String> exclude,
    @PlanKey(means = "Name at the source to name at the target", example = "{notes: kb-notes}")
        Map<String, String> rename,
    @PlanKey(
            means = "What an index measures by, where asking it does not tell",
            takes = "names of collections, each with l2, ip or cosine",
            example = "{notes: cosine}")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, String> distance,
    @PlanKey(
            means = "How the collections' own metadata change",
            unset = "they stay as they are",
            example = "{drop: [owner]}")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        CollectionMetadata metadata) {

  private static final Set<String> DISTANCES = Set.of("l2", "ip", "cosine");

  /** Everything, under its own name. */
  public static final CollectionSelection ALL =
      new CollectionSelection(null, null, null, null, null);

  public CollectionSelection {
    include = include == null || include.isEmpty() ? List.of("*") : List.copyOf(include);
    exclude = exclude == null ? List.of() : List.copyOf(exclude);
    rename = rename == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(rename));
    distance = distance == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(distance));
    distance.forEach(
        (name, function) -> {
          if (!DISTANCES.contains(function)) {
            throw new IllegalArgumentException(
                "distance of '%s' is '%s'; it is one of l2, ip and cosine"
                    .formatted(name, function));
          }
        });
  }

  /** How the own metadata of the source collection of this name change. */
  public MetadataRule metadataRule(String name) {
    return metadata == null ? MetadataRule.NONE : metadata.of(name);
  }

  /** Whether the source collection of this name migrates. */
  public boolean selects(String name) {
    return include.stream().anyMatch(pattern -> matches(pattern, name))
        && exclude.stream().noneMatch(pattern -> matches(pattern, name));
  }

  /** The name a source collection gets at the target. */
  public String targetName(String sourceName) {
    return rename.getOrDefault(sourceName, sourceName);
  }

  /** The names written out in full, which must exist at the source. */
  public List<String> namedExactly() {
    return include.stream().filter(name -> !name.contains("*")).toList();
  }

  private static boolean matches(String pattern, String name) {
    StringBuilder expression = new StringBuilder();
    for (String literal : pattern.split("\\*", -1)) {
      expression.append(expression.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
    }
    return Pattern.compile(expression.toString(), Pattern.DOTALL).matcher(name).matches();
  }
}
