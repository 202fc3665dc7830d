package io.chromarunbook.directory;

/**
 * What the folder of a collection's index holds.
 *
 * @param folder its name, which is the vector segment's id
 * @param present whether there is one; before the first flush there need not be
 * @param elements vectors in it, deleted ones too; -1 where its header cannot be read
 * @param bytes of its files
 * @param problem what is wrong with its files; empty where nothing is
 */
public record IndexFacts(
    String folder, boolean present, long elements, long bytes, String problem) {}
