package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.DocumentChecks;
import io.chromarunbook.activities.checks.EmbeddingChecks;
import io.chromarunbook.activities.checks.IdentityChecks;
import io.chromarunbook.activities.checks.MetadataSchemaChecks;
import io.chromarunbook.activities.checks.MetadataValueChecks;
import io.chromarunbook.activities.checks.RecordChecks;
import io.chromarunbook.activities.checks.RecordPair;
import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.comparison.Comparison;
import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.transform.Outcome;
import io.chromarunbook.activities.transform.RecordRoute;
import io.chromarunbook.activities.validation.PartComparison.DifferentRecord;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.workflows.plan.CollectionTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds the records of one part against what the target has under their ids. */
final class TargetPart {

  private final RecordRoute route;
  private final RecordComparison comparison;
  private final List<RecordChecks> families;
  private final Tallies tallies = new Tallies();
  private final Set<String> quarantine;
  private long records;
  private long equal;
  private long byTolerance;
  private long quarantined;
  private final List<DifferentRecord> different = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> withoutEmbedding = new ArrayList<>();

  /**
   * Starts a part.
   *
   * @param quarantine ids of the part that were put aside
   */
  TargetPart(StoredCollection stored, CollectionTransform schema, Set<String> quarantine) {
    this.route = new RecordRoute(schema, stored.dimension());
    this.comparison = new RecordComparison(stored.distanceFunction());
    this.families =
        List.of(
            new DocumentChecks(),
            new MetadataSchemaChecks(schema),
            new MetadataValueChecks(),
            new EmbeddingChecks(stored.dimension()));
    this.quarantine = quarantine;
  }

  /**
   * Looks at one record.
   *
   * @param original as the snapshot has it
   * @param found as the target has it; null where it has none
   */
  void look(ChromaRecord original, ChromaRecord found) {
    records++;
    if (original.embedding() == null) {
      withoutEmbedding.add(original.id());
    }
    boolean putAside = quarantine.contains(original.id());
    if (putAside) {
      IdentityChecks.quarantined(original.id(), found != null, tallies);
    } else {
      IdentityChecks.expected(original.id(), found != null, tallies);
    }
    if (putAside && found == null) {
      quarantined++;
    } else if (route.apply(original) instanceof Outcome.Migratable migratable) {
      compare(migratable.record(), found);
    } else if (found == null) {
      missing.add(original.id());
    } else {
      different.add(new DifferentRecord(original.id(), List.of(DifferentRecord.NOT_MIGRATED)));
    }
  }

  private void compare(ChromaRecord expected, ChromaRecord found) {
    List<String> differing = List.of();
    if (found == null) {
      missing.add(expected.id());
    } else {
      Comparison result = comparison.compare(expected, found);
      if (result instanceof Comparison.Different difference) {
        differing = difference.what();
        different.add(new DifferentRecord(expected.id(), differing));
      } else {
        equal++;
        if (result instanceof Comparison.EqualByTolerance) {
          byTolerance++;
        }
      }
    }
    RecordPair pair = new RecordPair(expected, Optional.ofNullable(found), Set.copyOf(differing));
    families.forEach(family -> family.look(pair, tallies));
  }

  PartComparison result(int collection, int part, String planDigest, String partSha256) {
    return new PartComparison(
        collection,
        part,
        planDigest,
        partSha256,
        records,
        equal,
        byTolerance,
        quarantined,
        different,
        missing,
        withoutEmbedding,
        tallies.byCheck());
  }
}
