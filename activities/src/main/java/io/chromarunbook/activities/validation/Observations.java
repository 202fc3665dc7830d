package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.validation.CollectionSearch.Search;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.steps.CollectionTotals;
import java.util.ArrayList;
import java.util.List;

/** Everything validation saw, added up. */
final class Observations {

  final Tallies tallies = new Tallies();
  final List<CollectionTotals> targets = new ArrayList<>();
  final List<Search> searches = new ArrayList<>();
  int collectionsMigrated;
  int requiredFields;
  long withoutEmbedding;
  long targetCount;
  Totals totals = Totals.NONE;
}
