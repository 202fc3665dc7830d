package io.chromarunbook.activities.validation;

import io.chromarunbook.workflows.evidence.SearchResult;
import java.util.Optional;

/**
 * What searching a collection at both servers showed.
 *
 * @param result empty where the collection has nothing to search for
 * @param sourceAnswered queries the source answered with any result
 */
record CollectionSearch(int collection, Optional<SearchResult> result, int sourceAnswered) {}
