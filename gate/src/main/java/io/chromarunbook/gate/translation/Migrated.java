package io.chromarunbook.gate.translation;

/** All that was migrated: from where to where, and which collections. */
record Migrated(Databases databases, KnownCollections collections) {

  /**
   * Whether a call is about it. Paths of the first API that have an id say nothing of the database.
   */
  boolean covers(Route route) {
    return collections.knows(route.collection())
        || route.address().filter(databases.source()::equals).isPresent();
  }
}
