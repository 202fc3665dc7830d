package io.chromarunbook.activities.dryrun;

/**
 * What listing a live collection's ids gave.
 *
 * @param listed ids in the file
 * @param repeated of those, repeats of an earlier one: the source was written to meanwhile
 */
record Listing(long listed, long repeated) {}
