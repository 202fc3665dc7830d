package io.chromarunbook.activities.validation;

import io.chromarunbook.workflows.evidence.SearchResult;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.steps.CollectionTotals;
import java.util.ArrayList;
import java.util.List;

/** Everything validation saw, added up: what the checks are made of. */
final class Observations {

  final List<CollectionTotals> targets = new ArrayList<>();
  final List<SearchResult> searches = new ArrayList<>();
  final Failing absentCollections = new Failing();
  final Failing otherSettings = new Failing();
  final Failing otherCounts = new Failing();
  final Failing missing = new Failing();
  final Failing added = new Failing();
  final Failing documents = new Failing();
  final Failing uris = new Failing();
  final Failing metadata = new Failing();
  final Failing embeddings = new Failing();
  final Failing incomplete = new Failing();
  final Failing withoutEmbedding = new Failing();
  final Failing unanswered = new Failing();
  final Failing recallDrops = new Failing();
  final Failing lowRecalls = new Failing();
  int collectionsMigrated;
  int requiredFields;
  long targetCount;
  Totals totals = Totals.NONE;

  /** Records compared in all their fields. */
  long compared() {
    return totals.equal() + totals.different();
  }
}
