package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.chroma.ServerVersion;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.CheckResult.Result;
import io.chromarunbook.workflows.evidence.CheckResult.Severity;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.ValidationPlan;
import java.util.List;

/**
 * The checks, made of what was observed. A check that had something to look at and looked at
 * nothing fails; one that had nothing to look at, going by the inventory, is not applicable.
 */
final class Suite {

  private final Plan plan;
  private final ValidationPlan bounds;
  private final ServerVersion version;
  private final long quarantineAllowed;
  private final int collections;
  private final Observations seen;
  private final Totals totals;

  /**
   * The suite for a run.
   *
   * @param version of the target, which has just answered
   * @param collections of the frozen inventory
   */
  Suite(
      Plan plan,
      ServerVersion version,
      long quarantineAllowed,
      int collections,
      Observations seen) {
    this.plan = plan;
    this.bounds = plan.validation();
    this.version = version;
    this.quarantineAllowed = quarantineAllowed;
    this.collections = collections;
    this.seen = seen;
    this.totals = seen.totals;
  }

  List<CheckResult> checks() {
    return List.of(
        connectivity(),
        present(),
        settings(),
        counts(),
        noneLost(),
        noneAdded(),
        field("documents.equal", "documents", "document", seen.documents),
        field("uris.equal", "documents", "uri", seen.uris),
        requiredFields(),
        field("metadata.equal", "metadata", "metadata", seen.metadata),
        field("embeddings.equal", "embeddings", "embedding", seen.embeddings),
        missingShare(),
        answered(),
        recall(),
        minimumRecall(),
        quarantine());
  }

  private CheckResult connectivity() {
    return new CheckResult(
        "connectivity.target",
        "connectivity",
        Severity.BLOCKING,
        "the target answers",
        plan.target().url() + " answers, API " + version.api() + ", version " + version.version(),
        Result.PASS,
        List.of());
  }

  private CheckResult present() {
    return judged(
        "collections.present",
        "collections",
        "%d of %d collections, each the one this run created".formatted(collections, collections),
        "%d of %d".formatted(collections - seen.absentCollections.number(), collections),
        collections,
        seen.absentCollections);
  }

  private CheckResult settings() {
    return judged(
        "collections.settings",
        "collections",
        "distance function, index settings and metadata as at the source",
        "%d of %d collections with other settings, %d looked at"
            .formatted(
                collections - seen.absentCollections.number() - seen.collectionsMigrated,
                collections,
                collections - seen.absentCollections.number()),
        collections - seen.absentCollections.number(),
        seen.otherSettings);
  }

  private CheckResult counts() {
    return judged(
        "counts.match",
        "counts",
        totals.quarantined() == 0
            ? "%d records".formatted(totals.snapshot())
            : "%d records: %d less %d quarantined"
                .formatted(
                    totals.snapshot() - totals.quarantined(),
                    totals.snapshot(),
                    totals.quarantined()),
        "%d records; %d = %d equal + %d quarantined + %d different + %d missing"
            .formatted(
                seen.targetCount,
                totals.snapshot(),
                totals.equal(),
                totals.quarantined(),
                totals.different(),
                totals.missing()),
        collections,
        seen.otherCounts);
  }

  private CheckResult noneLost() {
    return ofRecords(
        "identity.none-lost",
        "identity",
        "every id of the snapshot at the target or in quarantine",
        "%d missing of %d".formatted(seen.missing.number(), totals.snapshot()),
        totals.snapshot(),
        seen.missing);
  }

  private CheckResult noneAdded() {
    return judged(
        "identity.none-added",
        "identity",
        "no id at the target that this run did not migrate",
        "%d added".formatted(seen.added.number()),
        collections,
        seen.added);
  }

  private CheckResult field(String id, String family, String field, Failing failing) {
    return ofRecords(
        id,
        family,
        "the " + field + " of every record equal",
        "%d different of %d compared".formatted(failing.number(), seen.compared()),
        seen.compared(),
        failing);
  }

  private CheckResult requiredFields() {
    String required = "%d required fields in every record".formatted(seen.requiredFields);
    if (seen.requiredFields == 0) {
      return notApplicable(
          "metadata.required-fields", "metadata", required, "the plan names no required field");
    }
    return ofRecords(
        "metadata.required-fields",
        "metadata",
        required,
        "%d incomplete of %d looked at".formatted(seen.incomplete.number(), seen.compared()),
        seen.compared(),
        seen.incomplete);
  }

  private CheckResult missingShare() {
    long without = seen.withoutEmbedding.number();
    return withResult(
        "embeddings.missing-share",
        "embeddings",
        Severity.BLOCKING,
        "at most %s of the source's records without embedding"
            .formatted(Shares.of(bounds.maxMissingEmbeddings())),
        "%d of %d".formatted(without, totals.snapshot()),
        totals.snapshot() == 0
            ? Result.NOT_APPLICABLE
            : verdict(without <= bounds.maxMissingEmbeddings() * totals.snapshot()),
        seen.withoutEmbedding);
  }

  private CheckResult answered() {
    int queries = seen.searches.stream().mapToInt(search -> search.queries()).sum();
    int answered = seen.searches.stream().mapToInt(search -> search.answered()).sum();
    return ofSearches(
        "search.results-returned",
        Severity.BLOCKING,
        "every query returns results",
        "%d of %d queries in %d collections".formatted(answered, queries, seen.searches.size()),
        seen.unanswered);
  }

  private CheckResult recall() {
    return ofSearches(
        "search.recall",
        Severity.BLOCKING,
        "the target's recall@%d at most %s below the source's"
            .formatted(bounds.topK(), Shares.of(bounds.maxRecallDrop())),
        "%d of %d collections below".formatted(seen.recallDrops.number(), seen.searches.size()),
        seen.recallDrops);
  }

  private CheckResult minimumRecall() {
    return ofSearches(
        "search.minimum-recall",
        Severity.WARNING,
        "the target's recall@%d at least %s"
            .formatted(bounds.topK(), Shares.of(bounds.minRecall())),
        "%d of %d collections below; a greater search_ef raises it"
            .formatted(seen.lowRecalls.number(), seen.searches.size()),
        seen.lowRecalls);
  }

  private CheckResult quarantine() {
    return new CheckResult(
        "quarantine.budget",
        "quarantine",
        Severity.BLOCKING,
        "at most %d records put aside".formatted(quarantineAllowed),
        "%d put aside".formatted(totals.quarantined()),
        verdict(totals.quarantined() <= quarantineAllowed),
        List.of());
  }

  private CheckResult ofSearches(
      String id, Severity severity, String required, String observed, Failing failing) {
    // Only a collection without any vector has nothing to search for.
    boolean nothing = totals.snapshot() == seen.withoutEmbedding.number();
    Result result =
        nothing
            ? Result.NOT_APPLICABLE
            : verdict(!seen.searches.isEmpty() && failing.number() == 0);
    return withResult(id, "search", severity, required, observed, result, failing);
  }

  private CheckResult ofRecords(
      String id, String family, String required, String observed, long lookedAt, Failing failing) {
    return totals.snapshot() == 0
        ? notApplicable(id, family, required, "the inventory has no records")
        : judged(id, family, required, observed, lookedAt, failing);
  }

  private static CheckResult judged(
      String id, String family, String required, String observed, long lookedAt, Failing failing) {
    return withResult(
        id,
        family,
        Severity.BLOCKING,
        required,
        observed,
        verdict(lookedAt > 0 && failing.number() == 0),
        failing);
  }

  private static CheckResult notApplicable(
      String id, String family, String required, String reason) {
    return new CheckResult(
        id, family, Severity.BLOCKING, required, reason, Result.NOT_APPLICABLE, List.of());
  }

  private static CheckResult withResult(
      String id,
      String family,
      Severity severity,
      String required,
      String observed,
      Result result,
      Failing failing) {
    List<String> failures = result == Result.FAIL ? failing.first() : List.of();
    return new CheckResult(id, family, severity, required, observed, result, failures);
  }

  private static Result verdict(boolean holds) {
    return holds ? Result.PASS : Result.FAIL;
  }
}
