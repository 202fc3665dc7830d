package io.chromarunbook.activities.importing;

/**
 * A collection a run created at the target, as it wrote it down.
 *
 * @param name at the target
 * @param uuid the target gave it
 * @param mark it was created with
 */
public record CreatedCollection(String name, String uuid, OwnerMark mark) {}
