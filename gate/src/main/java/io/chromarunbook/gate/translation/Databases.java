package io.chromarunbook.gate.translation;

/**
 * Where the migrated collections lay, and where they lie now. The source's tenant is the target's,
 * whatever the database: one that clients make is found where it was made.
 */
record Databases(DatabaseAddress source, DatabaseAddress target) {

  /** The target's tenant for one that a client names. */
  String targetTenant(String tenant) {
    return tenant.equals(source.tenant()) ? target.tenant() : tenant;
  }

  /** The target's address for one that a client names. */
  DatabaseAddress target(DatabaseAddress asked) {
    return asked.equals(source)
        ? target
        : new DatabaseAddress(targetTenant(asked.tenant()), asked.database());
  }

  /** The tenant that clients know for one of the target's. */
  String sourceTenant(String tenant) {
    return tenant.equals(target.tenant()) ? source.tenant() : tenant;
  }

  /** The address that clients know for one of the target's. */
  DatabaseAddress source(DatabaseAddress answered) {
    return answered.equals(target)
        ? source
        : new DatabaseAddress(sourceTenant(answered.tenant()), answered.database());
  }
}
