package io.chromarunbook.activities.dryrun;

import java.util.Optional;
import java.util.Set;

/**
 * What became of a record that was sent to the target, to find out what it makes of its like.
 *
 * @param collection its name at the source
 * @param traits of the record, see {@link Traits}
 * @param bytes it took in the request, about
 * @param refusal why the target never takes it, without a full stop; empty where it took it
 */
record Trial(
    String collection, String id, Set<String> traits, long bytes, Optional<String> refusal) {}
