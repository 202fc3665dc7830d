package io.chromarunbook.activities.dryrun;

/**
 * A line of the list of records that cannot be migrated as things are.
 *
 * @param rule the line below {@code fields} in the plan that would let it go; empty where none can
 */
record UnmigratableRecord(String collection, String id, String reason, String rule) {}
