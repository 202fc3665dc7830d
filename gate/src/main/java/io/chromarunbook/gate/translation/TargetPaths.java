package io.chromarunbook.gate.translation;

import java.util.ArrayList;
import java.util.List;

/** Where calls go at the target. What stays the same keeps the very letters in which it came. */
final class TargetPaths {
  private final Migrated migrated;

  TargetPaths(Migrated migrated) {
    this.migrated = migrated;
  }

  /** The path, percent-encoded. */
  String of(Route route) {
    List<String> there = new ArrayList<>(route.segments());
    if (route.isByResourceName()) {
      replace(there, 1, resourceName(Percent.decoded(there.get(1))));
    } else if (route.address().isPresent()) {
      database(there, route, route.address().get());
    } else if (!route.tenant().isEmpty()) {
      replace(there, Route.TENANT, migrated.databases().targetTenant(route.tenant()));
    }
    return there.isEmpty() ? Route.SECOND_API : Route.SECOND_API + "/" + String.join("/", there);
  }

  private void database(List<String> there, Route route, DatabaseAddress asked) {
    DatabaseAddress target =
        migrated.covers(route) ? migrated.databases().target() : migrated.databases().target(asked);
    replace(there, Route.TENANT, target.tenant());
    replace(there, Route.DATABASE, target.database());
    if (there.size() > Route.COLLECTION) {
      collection(there, route);
    }
  }

  private void collection(List<String> there, Route route) {
    KnownCollections collections = migrated.collections();
    int id = Route.COLLECTION + 1;
    if (there.size() > id && there.get(Route.COLLECTION).equals("by-id")) {
      replace(there, id, collections.targetId(Percent.decoded(there.get(id))));
      return;
    }
    String asked = route.collection();
    switch (route.operation()) {
      case GET_COLLECTION, DELETE_COLLECTION ->
          replace(
              there,
              Route.COLLECTION,
              migrated.covers(route) ? collections.targetName(asked) : asked);
      default -> replace(there, Route.COLLECTION, collections.targetId(asked));
    }
  }

  /** A name that tells the database too, as clients of 1.x can ask by it. */
  private String resourceName(String asked) {
    String[] parts = asked.split(":", 3);
    return parts.length == 3 && parts[1].equals(migrated.databases().source().database())
        ? parts[0]
            + ":"
            + migrated.databases().target().database()
            + ":"
            + migrated.collections().targetName(parts[2])
        : asked;
  }

  private static void replace(List<String> segments, int place, String name) {
    if (!Percent.decoded(segments.get(place)).equals(name)) {
      segments.set(place, Percent.encoded(name));
    }
  }
}
