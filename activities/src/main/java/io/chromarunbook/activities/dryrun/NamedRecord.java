package io.chromarunbook.activities.dryrun;

import io.chromarunbook.chroma.ChromaRecord;

/**
 * A record as it is to be written, with where it is from.
 *
 * @param collection its name at the source
 */
record NamedRecord(String collection, ChromaRecord record) {}
