package io.chromarunbook.activities.importing;

import io.chromarunbook.chroma.ChromaRecord;

/**
 * A record on its way.
 *
 * @param original as the source has it
 * @param migrated as the target is to have it
 */
record RoutedRecord(ChromaRecord original, ChromaRecord migrated) {}
