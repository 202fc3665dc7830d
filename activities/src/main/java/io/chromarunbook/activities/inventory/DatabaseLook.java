package io.chromarunbook.activities.inventory;

import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.OtherDatabase;
import io.chromarunbook.chroma.OtherDatabases;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.steps.Finding;
import io.chromarunbook.workflows.text.Counts;
import io.chromarunbook.workflows.text.DatabasePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks which other databases of the source hold collections: a plan moves those of one. */
public final class DatabaseLook {

  /** So many are named; who has more knows. */
  private static final int MOST_NAMED = 10;

  private DatabaseLook() {}

  /**
   * What a person should know of them; nothing where there are none. Never fails: the run can go on
   * without it.
   */
  public static Optional<Finding> at(ChromaServer source, ServerPlan plan) {
    OtherDatabases others;
    try {
      others = source.otherDatabases();
    } catch (ChromaException e) {
      return Optional.of(unknown(plan, e.brief()));
    }
    List<OtherDatabase> holding =
        others.databases().stream().filter(other -> other.collections().orElse(0) > 0).toList();
    long uncounted =
        others.databases().stream().filter(other -> other.collections().isEmpty()).count();
    if (!holding.isEmpty()) {
      return Optional.of(behind(plan, holding));
    }
    if (!others.listed()) {
      return Optional.of(
          unknown(
              plan,
              "release %s does not list them to these credentials"
                  .formatted(source.version().version())));
    }
    return uncounted == 0
        ? Optional.empty()
        : Optional.of(unknown(plan, "%,d could not be looked at".formatted(uncounted)));
  }

  /** No server lists its tenants, so there may be more. */
  private static Finding behind(ServerPlan plan, List<OtherDatabase> holding) {
    List<String> named = new ArrayList<>();
    for (OtherDatabase other : holding.subList(0, Math.min(MOST_NAMED, holding.size()))) {
      long collections = other.collections().orElseThrow();
      named.add(
          "%s (%s)"
              .formatted(
                  DatabasePath.of(other.tenant(), other.name()),
                  Counts.of(collections, "collection")));
    }
    if (holding.size() > MOST_NAMED) {
      named.add("and %,d more".formatted(holding.size() - MOST_NAMED));
    }
    return new Finding(
        "inventory.other-databases",
        Finding.Weight.WARNING,
        "At least %,d databases of the source hold collections, this plan moves one, %s. Left where they are: %s. Each needs a plan of its own; databases of other tenants cannot be listed."
            .formatted(holding.size() + 1, plan.place(), String.join(", ", named)));
  }

  private static Finding unknown(ServerPlan plan, String why) {
    return new Finding(
        "inventory.other-databases",
        Finding.Weight.NOTE,
        "This plan moves %s; whether other databases of the source hold collections is not known: %s."
            .formatted(plan.place(), why));
  }
}
