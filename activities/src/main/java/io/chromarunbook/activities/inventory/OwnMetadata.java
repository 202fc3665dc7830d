package io.chromarunbook.activities.inventory;

import io.chromarunbook.activities.transform.CollectionRules;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.plan.CollectionSelection;
import io.chromarunbook.workflows.plan.MetadataRule;
import io.chromarunbook.workflows.steps.Finding;
import io.chromarunbook.workflows.text.Printable;
import io.chromarunbook.workflows.text.YamlLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds what collections say of themselves against what a target takes. */
final class OwnMetadata {

  private static final String SPACE = "hnsw:space";
  private static final Set<String> DISTANCES = Set.of("l2", "ip", "cosine");
  private static final int LONGEST_RULE = 300;
  private static final int LONGEST_NAME = 100;

  private OwnMetadata() {}

  /**
   * What is to be said of one collection.
   *
   * @param said as the source gives it
   * @param carried the same with the distance function that migrates
   */
  static List<Finding> findings(
      CollectionInfo said, CollectionInfo carried, CollectionSelection selection) {
    List<Finding> findings = new ArrayList<>();
    MetadataRule rule = selection.metadataRule(said.name());
    unknownDistance(said, carried, findings);
    for (String key : rule.overwrittenIn(carried.metadata())) {
      findings.add(
          new Finding(
              "inventory.metadata-overwritten",
              Finding.Weight.BLOCKING,
              "The plan's collections.metadata.rename gives a key of the collection '%s' the name '%s', which another of its keys has; choose another name, or drop that one."
                  .formatted(said.name(), key)));
    }
    Map<String, Object> metadata = rule.appliedTo(carried.metadata());
    for (CollectionRules.Objection objection : CollectionRules.objections(metadata)) {
      findings.add(
          new Finding(
              "inventory.collection-metadata",
              Finding.Weight.BLOCKING,
              "The own metadata of the collection '%s' have %s; %s."
                  .formatted(
                      said.name(), objection.reason(), advice(said.name(), rule, objection))));
    }
    if (!metadata.equals(carried.metadata())) {
      findings.add(
          new Finding(
              "inventory.metadata-changed",
              Finding.Weight.NOTE,
              "The plan's collections.metadata gives the collection '%s' other metadata of its own at the target than at the source: %s"
                  .formatted(said.name(), Printable.of(changes(carried.metadata(), metadata)))));
    }
    return findings;
  }

  private static void unknownDistance(
      CollectionInfo said, CollectionInfo carried, List<Finding> findings) {
    Object named = said.metadata().get(SPACE);
    if (named != null && !DISTANCES.contains(named)) {
      findings.add(
          new Finding(
              "inventory.distance-misnamed",
              Finding.Weight.WARNING,
              "The collection '%s' says of itself that its distance function is %s, which is none of l2, ip and cosine: %s migrates; where that is wrong, name the right one in collections.distance."
                  .formatted(
                      said.name(),
                      Printable.of(String.valueOf(named), LONGEST_NAME),
                      carried.distance().chromaName())));
    }
  }

  // A collection with a rule of its own goes by that one alone.
  private static String advice(
      String name, MetadataRule rule, CollectionRules.Objection objection) {
    String line = objection.rule();
    if (line.isEmpty() || line.length() > LONGEST_RULE) {
      return "change it by collections.metadata in the plan, which leaves the source as it is";
    }
    String where =
        rule.empty()
            ? "collections: {metadata: {" + line + "}}"
            : "collections: {metadata: {collections: {" + YamlLine.of(name) + ": {" + line + "}}}}";
    return "the plan mends it and leaves the source as it is: "
        + where
        + (rule.empty() ? "" : ", beside what it says already");
  }

  private static String changes(Map<String, Object> before, Map<String, Object> after) {
    List<String> changes = new ArrayList<>();
    before.keySet().stream()
        .filter(key -> !after.containsKey(key))
        .forEach(key -> changes.add("without '" + shortened(key) + "'"));
    after.forEach(
        (key, value) -> {
          if (!value.equals(before.get(key))) {
            changes.add("with '" + shortened(key) + "'");
          }
        });
    return String.join(", ", changes.stream().limit(10).toList())
        + (changes.size() > 10 ? " and %d more.".formatted(changes.size() - 10) : ".");
  }

  private static String shortened(String key) {
    return Printable.of(key, LONGEST_NAME);
  }
}
