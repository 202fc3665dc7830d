package io.chromarunbook.activities.dryrun;

/** A line of the list of records that cannot be migrated as things are. */
record UnmigratableRecord(String collection, String id, String reason) {}
