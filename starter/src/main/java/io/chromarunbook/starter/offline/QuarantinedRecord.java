package io.chromarunbook.starter.offline;

/**
 * A record that could not be migrated.
 *
 * @param collection its name at the source
 * @param part of the snapshot's collection, from 1
 * @param reason why it was put aside
 * @param rule the line of the plan that would let it pass; empty where no rule can
 * @param passes whether the plan as it is now lets it pass, so that a replay brings it over
 */
public record QuarantinedRecord(
    String id, String collection, int part, String reason, String rule, boolean passes) {}
