package io.chromarunbook.directory;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A collection as the tables have it.
 *
 * @param configuration its JSON; empty where there is no column or NULL in it
 * @param schema the same
 * @param vectorSegment names the folder of its index
 * @param vectorPosition up to which entry of the log the index has everything, by max_seq_id
 * @param metadataPosition the same of the tables
 */
record StoredCollection(
    String id,
    CollectionName name,
    OptionalInt dimension,
    Optional<String> configuration,
    Optional<String> schema,
    Map<String, Object> metadata,
    Optional<String> vectorSegment,
    Optional<String> metadataSegment,
    OptionalLong vectorPosition,
    OptionalLong metadataPosition) {}
