package io.chromarunbook.activities.dryrun;

import io.chromarunbook.activities.checks.Catalogue;
import io.chromarunbook.activities.checks.Check;
import io.chromarunbook.activities.checks.ConnectivityChecks;
import io.chromarunbook.activities.checks.EmbeddingChecks;
import io.chromarunbook.activities.checks.IdentityChecks;
import io.chromarunbook.activities.checks.Inapplicable;
import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.checks.Verdict;
import io.chromarunbook.activities.chroma.ChromaRecord;
import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.DistanceFunction;
import io.chromarunbook.activities.chroma.IndexSettings;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.IdsReader;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.activities.snapshot.RecordFetch;
import io.chromarunbook.activities.snapshot.RecordSize;
import io.chromarunbook.activities.transform.Outcome;
import io.chromarunbook.activities.transform.RecordRoute;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.CheckResult.Result;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Adds up what a dry-run found, tries a sample at the target, and judges. */
final class Conclusion {

  private static final int SAMPLE = 500;
  private static final long SAMPLE_BYTES = 8L << 20;
  // A summary is a payload, which must stay small; the report in the folder has all causes.
  private static final int MOST_FINDINGS = 30;
  private static final int LONGEST_RULE = 300;

  /** Collections of the same settings share a trial. */
  private record Settings(
      DistanceFunction distance, IndexSettings index, Optional<Integer> dimension) {}

  private final OpenRun run;
  private final Attempt attempt;
  private final Inventory inventory;
  private final DryRunFiles files;
  private final List<Finding> findings = new ArrayList<>();
  private final Tallies tallies = new Tallies();
  private long readNanos;

  Conclusion(OpenRun run, Attempt attempt) {
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
      attempt.goOn();
    }
    long records = collections.stream().mapToLong(RehearsedCollection::records).sum();
    long unmigratable = collections.stream().mapToLong(RehearsedCollection::unmigratable).sum();
    judge(collections, records, unmigratable);
    Rates rates = tryAtTarget(Rates.perSecond(records, readNanos));
    List<CheckResult> checks = checks(collections, records, unmigratable);
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

  /** The suite, as far as it needs nothing at the target. */
  private List<CheckResult> checks(
      List<RehearsedCollection> collections, long records, long unmigratable) {
    IdentityChecks.budget(records, unmigratable, run.plan().quarantine().allowed(records), tallies);
    long withoutEmbedding =
        collections.stream()
            .mapToLong(collection -> collection.dimensions().getOrDefault(0, 0L))
            .sum();
    EmbeddingChecks.missingShare(
        withoutEmbedding, records, run.plan().validation().maxMissingEmbeddings(), tallies);
    for (Check check : Catalogue.needingATarget()) {
      tallies.inapplicable(check, Inapplicable.NO_TARGET);
    }
    List<CheckResult> checks = Verdict.of(Catalogue.FAMILIES, tallies);
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
      append(files.unmigratable(index, part));
      tallies.add(rehearsed.checks(), inventory.collections().get(index).info().name() + "/");
    }
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

  private void judge(List<RehearsedCollection> collections, long records, long unmigratable) {
    long allowed = run.plan().quarantine().allowed(records);
    Finding.Weight weight =
        unmigratable > allowed ? Finding.Weight.BLOCKING : Finding.Weight.WARNING;
    for (RehearsedCollection collection : collections) {
      for (Cause cause : collection.causes()) {
        findings.add(
            new Finding(
                "dry-run.unmigratable",
                weight,
                "In '%s' %d records cannot be migrated as things are, first %s: %s%s"
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
                "The collection '%s' is being written to: %d records were inventoried, %d read, %d vanished and %d ids were listed twice meanwhile; the frozen inventory will count."
                    .formatted(
                        collection.name(),
                        collection.inventoried(),
                        collection.records(),
                        collection.vanished(),
                        collection.repeated())));
      }
    }
    if (unmigratable > allowed) {
      findings.add(
          new Finding(
              "dry-run.quarantine-budget",
              Finding.Weight.BLOCKING,
              "%d of %d records cannot be migrated as things are and the plan lets %d be put aside; mend them by the rules named, or raise quarantine.maxRecords; all are listed in %s."
                  .formatted(unmigratable, records, allowed, files.unmigratable())));
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

  private Rates tryAtTarget(double read) {
    Map<Settings, InventoryCollection> kinds = kinds();
    try (ChromaServer source = run.source();
        ChromaServer target = run.target()) {
      Scratch scratch =
          new Scratch(target, run.reference().migration(), files.drill(), attempt::goOn);
      scratch.sweep();
      findings.addAll(
          new SettingsTrial(target, run.reference().migration(), attempt::goOn)
              .findings(inventory));
      ConnectivityChecks.source(source.version(), tallies);
      ConnectivityChecks.target(target.version(), target.limits().maxBatchSize(), tallies);
      int share = Math.max(1, SAMPLE / Math.max(1, kinds.size()));
      for (InventoryCollection kind : kinds.values()) {
        List<ChromaRecord> sample = sample(source, kind, share);
        if (!sample.isEmpty() && scratch.records() < SAMPLE) {
          scratch.trial(kind, sample);
          attempt.progress(inventory.records(), inventory.records());
        }
      }
      findings.addAll(scratch.findings());
      return new Rates(read, scratch.writtenPerSecond(), scratch.readBackPerSecond());
    }
  }

  // The largest collection of each kind stands for its kind.
  private Map<Settings, InventoryCollection> kinds() {
    Map<Settings, InventoryCollection> kinds = new LinkedHashMap<>();
    for (InventoryCollection collection : inventory.collections()) {
      if (collection.count() > 0) {
        kinds.merge(
            new Settings(
                collection.info().distance(),
                collection.info().index(),
                collection.info().dimension()),
            collection,
            (left, right) -> right.count() > left.count() ? right : left);
      }
    }
    return kinds;
  }

  private List<ChromaRecord> sample(ChromaServer source, InventoryCollection kind, int most) {
    int index = inventory.collections().indexOf(kind);
    RecordFetch fetch = RecordFetch.of(source, kind, run.plan().source());
    RecordRoute route =
        new RecordRoute(run.plan().transform().of(kind.info().name()), kind.info().dimension());
    List<ChromaRecord> sample = new ArrayList<>();
    if (!Files.exists(files.ids(index))) {
      return sample;
    }
    try (IdsReader reader = new IdsReader(files.ids(index), 0)) {
      // Where nearly nothing can be migrated, looking further would read the whole collection.
      long bytes = 0;
      for (int looked = 0; sample.size() < most && looked < 2 * most && bytes < SAMPLE_BYTES; ) {
        List<String> ids = reader.next(Math.min(fetch.nextBatch(), most - sample.size()));
        if (ids.isEmpty()) {
          break;
        }
        looked += ids.size();
        for (ChromaRecord record : fetch.fetch(ids, attempt::goOn).values()) {
          if (route.apply(record) instanceof Outcome.Migratable migratable) {
            sample.add(migratable.record());
            bytes += RecordSize.of(migratable.record());
          }
        }
      }
    }
    return sample;
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
