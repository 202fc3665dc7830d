package io.chromarunbook.activities.dryrun;

import io.chromarunbook.activities.checks.Catalogue;
import io.chromarunbook.activities.checks.Check;
import io.chromarunbook.activities.checks.CheckJudge;
import io.chromarunbook.activities.checks.EmbeddingChecks;
import io.chromarunbook.activities.checks.IdentityChecks;
import io.chromarunbook.activities.checks.Inapplicable;
import io.chromarunbook.activities.checks.MetadataSchemaChecks;
import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.CheckResult.Result;
import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.evidence.Findings;
import io.chromarunbook.workflows.evidence.Grounds;
import io.chromarunbook.workflows.evidence.Judgement;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.SnapshotPlan;
import io.chromarunbook.workflows.steps.DryRunSummary;
import io.chromarunbook.workflows.steps.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Adds up what a dry-run found, tries a sample at the target, and judges. */
final class DryRunConclusion {

  // A summary is a payload, which must stay small; the report in the folder has all causes.
  private static final int MOST_FINDINGS = 30;
  private static final int LONGEST_RULE = 300;

  /** Where a plan sets what a trigger is judged by. */
  private static final Map<String, String> BOUNDS =
      Map.of(
          "pass-rate",
          "validation.passRate",
          "data-loss",
          "validation.maxLost",
          "missing-embeddings",
          "validation.maxMissingEmbeddings",
          "metadata-incomplete",
          "transform.fields");

  private final OpenRun run;
  private final Attempt attempt;
  private final Inventory inventory;
  private final DryRunFiles files;
  private final List<Finding> findings = new ArrayList<>();
  private final Tallies tallies = new Tallies();
  private final List<Map<String, Exemplar>> exemplars = new ArrayList<>();
  private long withoutEmbedding;
  private long readNanos;

  DryRunConclusion(OpenRun run, Attempt attempt) {
    this.run = run;
    this.attempt = attempt;
    this.inventory = Inventory.read(run.folder().inventory());
    this.files = DryRunFiles.of(run.folder());
  }

  DryRunReport report() {
    // A repeat starts the list again.
    DurableFile.writeText(files.unmigratable(), "");
    List<RehearsedCollection> collections = new ArrayList<>();
    for (int index = 0; index < inventory.collections().size(); index++) {
      collections.add(collection(index));
      attempt.throwIfCancelled();
    }
    long records = collections.stream().mapToLong(RehearsedCollection::records).sum();
    long unmigratable = collections.stream().mapToLong(RehearsedCollection::unmigratable).sum();
    withoutEmbedding = collections.stream().mapToLong(DryRunConclusion::withoutEmbedding).sum();
    TargetTrial.Result tried = new TargetTrial(run, attempt, inventory, exemplars).result(tallies);
    judge(collections, records, unmigratable, tried.refusals());
    findings.addAll(tried.findings());
    Rates rates =
        new Rates(
            Rates.perSecond(records, readNanos), tried.writtenPerSecond(), tried.readPerSecond());
    List<CheckResult> checks = checks(records, unmigratable);
    noGo(records, Math.min(records, unmigratable + tried.refusals().atLeast()));
    DryRunSummary summary =
        new DryRunSummary(
            records,
            unmigratable,
            rates.read(),
            rates.written(),
            rates.forecast(records, rehearsed(collections), collections.size()),
            findings.stream()
                .sorted(Comparator.comparing(Finding::weight))
                .limit(MOST_FINDINGS)
                .toList(),
            checks.stream().filter(check -> check.result() != Result.NOT_APPLICABLE).toList());
    return new DryRunReport(summary, collections, checks);
  }

  private long rehearsed(List<RehearsedCollection> collections) {
    SnapshotPlan.Rehearsal extent = run.plan().snapshot().rehearsal();
    return collections.stream().mapToLong(collection -> extent.of(collection.records())).sum();
  }

  private static long withoutEmbedding(RehearsedCollection collection) {
    return collection.dimensions().getOrDefault(0, 0L);
  }

  /**
   * Says where the decision is certain already: all that can go may arrive as it should, and what
   * cannot go is enough.
   */
  private void noGo(long records, long staying) {
    Findings best =
        new Findings(
            new Totals(records, records - staying, staying, 0, 0, 0, 0),
            inventory.collections().size(),
            inventory.collections().size(),
            inventory.collections().stream()
                .map(each -> run.plan().transform().of(each.info().name()))
                .mapToInt(transform -> new MetadataSchemaChecks(transform).requiredFields())
                .max()
                .orElse(0),
            tallies.of(MetadataSchemaChecks.REQUIRED_FIELDS).failing().size(),
            withoutEmbedding,
            List.of(),
            run.plan().validation());
    for (Criterion trigger : Judgement.of(Grounds.found(best)).triggers()) {
      if (trigger.failed()) {
        findings.add(
            new Finding(
                "dry-run.no-go",
                Finding.Weight.BLOCKING,
                "With the data as they are Step 5 would end in NO-GO, however well all else goes: %s: %s, required: %s; mend the data, or change %s in the plan."
                    .formatted(
                        trigger.id(),
                        trigger.observed(),
                        trigger.required(),
                        BOUNDS.getOrDefault(trigger.id(), "the bound"))));
      }
    }
  }

  /** The suite, as far as it needs nothing at the target. */
  private List<CheckResult> checks(long records, long unmigratable) {
    IdentityChecks.budget(records, unmigratable, run.plan().quarantine().allowed(records), tallies);
    EmbeddingChecks.missingShare(
        withoutEmbedding, records, run.plan().validation().maxMissingEmbeddings(), tallies);
    for (Check check : Catalogue.needingATarget()) {
      tallies.inapplicable(check, Inapplicable.NO_TARGET);
    }
    List<CheckResult> checks = CheckJudge.of(Catalogue.FAMILIES, tallies);
    for (CheckResult check : checks) {
      // What the budget is short of is told with the causes.
      boolean told = check.id().equals(IdentityChecks.QUARANTINE_BUDGET.id());
      if (check.result() == Result.FAIL && !told) {
        findings.add(
            new Finding(
                "dry-run.check",
                Finding.Weight.WARNING,
                "The check %s would fail: %s, where Step 4 wants %s."
                    .formatted(check.id(), check.observed(), check.required())));
      }
    }
    return checks;
  }

  private RehearsedCollection collection(int index) {
    Path listingFile = files.listing(index);
    if (!Files.exists(listingFile)) {
      throw Rehearsal.missing(listingFile);
    }
    Listing listing = DurableFile.readJson(listingFile, Listing.class);
    Causes causes = new Causes();
    Map<String, TreeSet<String>> keys = new TreeMap<>();
    Map<Integer, Long> dimensions = new TreeMap<>();
    Exemplars traits = new Exemplars();
    long records = 0;
    long vanished = 0;
    long through = 0;
    for (int part = 0; through < listing.listed(); part++) {
      Path file = files.part(index, part);
      if (!Files.exists(file)) {
        throw Rehearsal.missing(file);
      }
      RehearsedPart rehearsed = DurableFile.readJson(file, RehearsedPart.class);
      through = rehearsed.idsThrough();
      records += rehearsed.records();
      vanished += rehearsed.vanished();
      readNanos += rehearsed.readNanos();
      rehearsed.causes().forEach(causes::add);
      rehearsed
          .keys()
          .forEach((key, types) -> keys.computeIfAbsent(key, k -> new TreeSet<>()).addAll(types));
      rehearsed.dimensions().forEach((size, count) -> dimensions.merge(size, count, Long::sum));
      traits.add(rehearsed.exemplars());
      append(files.unmigratable(index, part));
      tallies.add(rehearsed.checks(), inventory.collections().get(index).info().name() + "/");
    }
    exemplars.add(traits.byTrait());
    Map<String, List<String>> keyTypes = new TreeMap<>();
    keys.forEach((key, types) -> keyTypes.put(key, List.copyOf(types)));
    InventoryCollection collection = inventory.collections().get(index);
    return new RehearsedCollection(
        collection.info().name(),
        collection.count(),
        records,
        vanished,
        listing.repeated(),
        causes.records(),
        causes.all(),
        keyTypes,
        dimensions);
  }

  private void judge(
      List<RehearsedCollection> collections, long records, long unmigratable, Refusals refusals) {
    long allowed = run.plan().quarantine().allowed(records);
    long staying = Math.min(records, unmigratable + refusals.atLeast());
    Finding.Weight weight = staying > allowed ? Finding.Weight.BLOCKING : Finding.Weight.WARNING;
    for (RehearsedCollection collection : collections) {
      for (Cause cause : collection.causes()) {
        findings.add(
            new Finding(
                "dry-run.unmigratable",
                weight,
                "In '%s' %,d records cannot be migrated as things are, first %s: %s%s"
                    .formatted(
                        collection.name(),
                        cause.records(),
                        ids(cause),
                        cause.reason(),
                        rule(cause))));
      }
      if (collection.drifted()) {
        findings.add(
            new Finding(
                "dry-run.drift",
                Finding.Weight.WARNING,
                "The collection '%s' is being written to: %,d records were inventoried, %,d read, %,d vanished and %,d ids were listed twice meanwhile; the frozen inventory will count."
                    .formatted(
                        collection.name(),
                        collection.inventoried(),
                        collection.records(),
                        collection.vanished(),
                        collection.repeated())));
      }
    }
    findings.addAll(refusals.findings(weight));
    if (staying > allowed) {
      findings.add(
          new Finding(
              "dry-run.quarantine-budget",
              Finding.Weight.BLOCKING,
              "%,d of %,d records cannot be migrated as things are and the plan lets %,d be put aside; mend them by the rules named, or raise quarantine.maxRecords; %s in %s."
                  .formatted(
                      staying,
                      records,
                      allowed,
                      refusals.atLeast() == 0
                          ? "all are listed"
                          : "all but those that the target refuses are listed",
                      files.unmigratable())));
    }
  }

  private static String rule(Cause cause) {
    return cause.rule().isEmpty() || cause.rule().length() > LONGEST_RULE
        ? ""
        : " Rule: " + cause.rule();
  }

  private static String ids(Cause cause) {
    return cause.firstIds().stream()
        .map(id -> id.length() <= 40 ? "'" + id + "'" : "'" + id.substring(0, 40) + "…'")
        .reduce((left, right) -> left + ", " + right)
        .orElse("none");
  }

  private void append(Path part) {
    try (OutputStream all =
        Files.newOutputStream(files.unmigratable(), StandardOpenOption.APPEND)) {
      Files.copy(part, all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
