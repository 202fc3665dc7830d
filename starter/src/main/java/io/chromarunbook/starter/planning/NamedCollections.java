package io.chromarunbook.starter.planning;

import io.chromarunbook.activities.inventory.PlanNames;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.starter.outcome.Nearest;
import io.chromarunbook.workflows.plan.CollectionSelection;
import io.chromarunbook.workflows.plan.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the names of collections that a plan writes out against those there are, as Step 1.2 does.
 */
final class NamedCollections {

  private final Plan plan;
  private final List<String> names;
  private final List<PlanObjection> objections = new ArrayList<>();

  private NamedCollections(Plan plan, List<String> names) {
    this.plan = plan;
    this.names = names;
  }

  /** All that is wrong with them. */
  static List<PlanObjection> objections(Plan plan, List<CollectionInfo> found) {
    return objectionsByName(plan, found.stream().map(CollectionInfo::name).toList());
  }

  /** All that is wrong with them, by the names there are. */
  static List<PlanObjection> objectionsByName(Plan plan, List<String> found) {
    NamedCollections named = new NamedCollections(plan, found.stream().sorted().toList());
    named.look();
    return named.objections;
  }

  private void look() {
    CollectionSelection selection = plan.collections();
    List<String> selected = names.stream().filter(selection::selects).toList();
    if (selected.isEmpty() && names.isEmpty()) {
      objections.add(
          PlanObjection.wrong(
              "source",
              "The source %s has no collections in tenant %s, database %s; look at source in the plan."
                  .formatted(
                      plan.source().url(), plan.source().tenant(), plan.source().database())));
      return;
    }
    mustExist("collections.include", selection.namedExactly());
    mustExist("collections.rename", selection.rename().keySet());
    mustExist("collections.distance", selection.distance().keySet());
    if (selection.metadata() != null) {
      mustExist("collections.metadata.collections", selection.metadata().collections().keySet());
    }
    mustExist("transform.collections", plan.transform().collections().keySet());
    if (selected.isEmpty() && objections.isEmpty()) {
      objections.add(
          PlanObjection.wrong(
              "collections",
              "collections selects none of the source's collections (%s)."
                  .formatted(String.join(", ", names))));
    }
    targetNames(selected);
  }

  private void mustExist(String key, Collection<String> wanted) {
    for (String name : wanted) {
      if (!names.contains(name)) {
        objections.add(
            PlanObjection.wrong(
                key,
                "The source %s has no collection '%s', which %s names%s"
                    .formatted(
                        plan.source().url(),
                        name,
                        key,
                        Nearest.of(name, names)
                            .map(known -> "; did you mean '" + known + "'?")
                            .orElse("."))));
      }
    }
  }

  private void targetNames(List<String> selected) {
    Map<String, String> takenBy = new LinkedHashMap<>();
    for (String name : selected) {
      String target = plan.collections().targetName(name);
      String other = takenBy.putIfAbsent(target, name);
      if (other != null) {
        objections.add(
            PlanObjection.wrong(
                "collections.rename",
                "collections.rename gives '%s' and '%s' the same name '%s' at the target."
                    .formatted(other, name, target)));
      } else {
        PlanNames.refusedAtTarget(target)
            .ifPresent(
                refusal -> objections.add(PlanObjection.wrong("collections.rename", refusal)));
      }
    }
  }
}
