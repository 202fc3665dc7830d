package io.chromarunbook.workflows.steps;

/**
 * One collection to be copied.
 *
 * @param index in the frozen inventory, from 0
 * @param source its name at the source
 * @param target its name at the target
 * @param parts how many the snapshot has of it
 */
public record CollectionWork(int index, String source, String target, long records, int parts) {}
