package io.chromarunbook.activities.inventory;

import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.workflows.plan.CollectionSelection;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.steps.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Holds the collection names a plan writes out against the collections there are. */
public final class PlanNames {

  private static final Pattern TARGET_NAME =
      Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{1,510}[a-zA-Z0-9]");

  private PlanNames() {}

  /**
   * What is wrong with the plan's names.
   *
   * @param atSource the name of every collection of the source, selected or not
   */
  static List<Finding> findings(Plan plan, List<String> atSource, Inventory inventory) {
    List<Finding> findings = new ArrayList<>();
    CollectionSelection selection = plan.collections();
    unknown(
        "collections.include",
        Finding.Weight.BLOCKING,
        selection.namedExactly(),
        atSource,
        findings);
    unknown(
        "collections.rename",
        Finding.Weight.BLOCKING,
        selection.rename().keySet(),
        atSource,
        findings);
    unknown(
        "transform.collections",
        Finding.Weight.BLOCKING,
        plan.transform().collections().keySet(),
        atSource,
        findings);
    unknown(
        "collections.distance",
        Finding.Weight.BLOCKING,
        selection.distance().keySet(),
        atSource,
        findings);
    if (selection.metadata() != null) {
      unknown(
          "collections.metadata.collections",
          Finding.Weight.BLOCKING,
          selection.metadata().collections().keySet(),
          atSource,
          findings);
    }
    List<String> excluded =
        selection.exclude().stream().filter(name -> !name.contains("*")).toList();
    unknown("collections.exclude", Finding.Weight.WARNING, excluded, atSource, findings);
    if (inventory.collections().isEmpty()) {
      findings.add(
          new Finding(
              "inventory.nothing-selected",
              Finding.Weight.BLOCKING,
              "The plan selects none of the %,d collections of the source at %s; correct collections.include and collections.exclude."
                  .formatted(atSource.size(), plan.source().url())));
    }
    targetNames(inventory, findings);
    return findings;
  }

  private static void unknown(
      String where,
      Finding.Weight weight,
      Collection<String> names,
      List<String> atSource,
      List<Finding> findings) {
    for (String name : names) {
      if (!atSource.contains(name)) {
        findings.add(
            new Finding(
                "inventory.no-such-collection",
                weight,
                "The plan's %s names the collection '%s', which the source does not have; %s."
                    .formatted(where, name, advice(name, atSource))));
      }
    }
  }

  private static String advice(String name, List<String> atSource) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return atSource.stream()
        .min(Comparator.comparingInt(there -> distance.apply(name, there)))
        .map(nearest -> "the nearest name there is '" + nearest + "'")
        .orElse("it has none at all in this tenant and database");
  }

  private static void targetNames(Inventory inventory, List<Finding> findings) {
    Map<String, List<String>> sources = new TreeMap<>();
    for (InventoryCollection collection : inventory.collections()) {
      sources
          .computeIfAbsent(collection.target(), target -> new ArrayList<>())
          .add(collection.info().name());
    }
    sources.forEach(
        (target, names) -> {
          if (names.size() > 1) {
            findings.add(
                new Finding(
                    "inventory.same-target",
                    Finding.Weight.BLOCKING,
                    "The collections %s would all be named '%s' at the target; give each a name of its own in collections.rename."
                        .formatted(String.join(", ", names), target)));
          }
          refusedAtTarget(target)
              .ifPresent(
                  refusal ->
                      findings.add(
                          new Finding(
                              "inventory.bad-target-name", Finding.Weight.BLOCKING, refusal)));
        });
  }

  /** Why a target takes no collection of this name; empty where it does. */
  public static Optional<String> refusedAtTarget(String target) {
    return TARGET_NAME.matcher(target).matches()
        ? Optional.empty()
        : Optional.of(
            "The target takes no collection named '%s', only 3 to 512 letters, digits, '.', '_' and '-' with a letter or digit at both ends; give it another name in collections.rename."
                .formatted(target));
  }
}
