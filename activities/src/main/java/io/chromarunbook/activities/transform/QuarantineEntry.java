package io.chromarunbook.activities.transform;

import io.chromarunbook.chroma.ChromaRecord;

/**
 * A record put aside, whole.
 *
 * @param collection its name at the source
 * @param reason one sentence for people
 * @param record as the source has it
 */
public record QuarantineEntry(String collection, String id, String reason, ChromaRecord record) {}
