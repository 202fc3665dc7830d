package io.chromarunbook.activities.monitoring;

import io.chromarunbook.activities.checks.Catalogue;
import io.chromarunbook.activities.checks.CollectionChecks;
import io.chromarunbook.activities.checks.ConnectivityChecks;
import io.chromarunbook.activities.checks.CountChecks;
import io.chromarunbook.activities.checks.IdentityChecks;
import io.chromarunbook.activities.checks.SearchChecks;
import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.checks.Verdict;
import io.chromarunbook.activities.chroma.ChromaException;
import io.chromarunbook.activities.chroma.ChromaRecord;
import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.CollectionInfo;
import io.chromarunbook.activities.comparison.Comparison;
import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.activities.comparison.RecordsById;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.CheckResult.Result;
import io.chromarunbook.workflows.steps.ProbeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One look at both servers. The source must stand still; what was migrated must be at the target.
 * Applications may change records there and add others: only presence is asked for.
 */
final class Probe {

  private static final int MOST_PROBLEMS = 5;
  private static final int SHOWN = 5;
  private static final int NEIGHBOURS = 10;

  private final OpenRun run;
  private final Attempt attempt;
  private final Snapshot snapshot;
  private final Baseline baseline;
  private final List<String> problems = new ArrayList<>();
  private final Tallies tallies = new Tallies();
  private long newAtTarget;
  private long latencyMillis;
  private long sampled;

  Probe(OpenRun run, Attempt attempt, Snapshot snapshot, Baseline baseline) {
    this.run = run;
    this.attempt = attempt;
    this.snapshot = snapshot;
    this.baseline = baseline;
  }

  ProbeResult take(int number) {
    List<Sample> samples = Sample.ofProbe(number, snapshot);
    try (ChromaServer source = run.source()) {
      ConnectivityChecks.source(source.version(), tallies);
      sourceStoodStill(source, samples);
    } catch (ChromaException e) {
      tallies.look(ConnectivityChecks.SOURCE, false, e.getMessage());
      problems.add("The source does not answer as it should: " + e.getMessage());
    }
    try (ChromaServer target = run.target()) {
      ConnectivityChecks.target(target.version(), tallies);
      targetHasAll(target, samples);
    } catch (ChromaException e) {
      tallies.look(ConnectivityChecks.TARGET, false, e.getMessage());
      problems.add("The target does not answer as it should: " + e.getMessage());
    }
    List<CheckResult> checks =
        Verdict.of(Catalogue.FAMILIES, tallies).stream()
            .filter(check -> check.result() != Result.NOT_APPLICABLE)
            .toList();
    return new ProbeResult(
        number,
        problems.isEmpty(),
        new io.chromarunbook.workflows.steps.SourceStanding(
            io.chromarunbook.workflows.steps.SourceStanding.State.HOLDS, ""),
        newAtTarget,
        latencyMillis,
        message(),
        checks);
  }

  private String message() {
    if (!problems.isEmpty()) {
      return String.join(" ", problems.stream().limit(MOST_PROBLEMS).toList());
    }
    return "The source stood still, all %d sampled ids are at the target, and a query was answered in %d ms."
        .formatted(sampled, latencyMillis);
  }

  private void sourceStoodStill(ChromaServer source, List<Sample> samples) {
    for (Baseline.Line line : baseline.collections()) {
      attempt.goOn();
      Optional<CollectionInfo> info = source.collection(line.source());
      if (info.isEmpty()) {
        CountChecks.source(line.source(), line.records(), 0, tallies);
        problems.add("The collection '" + line.source() + "' is gone from the source.");
        continue;
      }
      long count = source.count(info.get());
      CountChecks.source(line.source(), line.records(), count, tallies);
      if (count != line.records()) {
        problems.add(
            "The collection '%s' has %d records at the source instead of %d: somebody writes there."
                .formatted(line.source(), count, line.records()));
      }
    }
    for (Sample sample : samples) {
      attempt.goOn();
      StoredCollection stored = snapshot.collection(sample.collection());
      source.collection(stored.name()).ifPresent(info -> unchanged(source, info, stored, sample));
    }
  }

  private void unchanged(
      ChromaServer source, CollectionInfo info, StoredCollection stored, Sample sample) {
    RecordComparison comparison = new RecordComparison(stored.distanceFunction());
    RecordsById found = RecordsById.fetch(source, info, sample.ids());
    List<String> changed = new ArrayList<>();
    for (ChromaRecord record : sample.records()) {
      ChromaRecord now = found.get(record.id());
      if (now == null || comparison.compare(record, now) instanceof Comparison.Different) {
        changed.add(record.id());
      }
    }
    if (!changed.isEmpty()) {
      problems.add(
          "%d of %d sampled records of the collection '%s' changed at the source: %s."
              .formatted(changed.size(), sample.records().size(), stored.name(), some(changed)));
    }
  }

  private void targetHasAll(ChromaServer target, List<Sample> samples) {
    for (Baseline.Line line : baseline.collections()) {
      attempt.goOn();
      Optional<CollectionInfo> info = target.collection(line.target());
      tallies.look(CollectionChecks.PRESENT, info.isPresent(), line.target());
      if (info.isEmpty()) {
        problems.add("The collection '" + line.target() + "' is gone from the target.");
        continue;
      }
      newAtTarget += Math.max(0, target.count(info.get()) - line.migrated());
    }
    for (Sample sample : samples) {
      attempt.goOn();
      target
          .collection(snapshot.collection(sample.collection()).target())
          .ifPresent(info -> present(target, info, sample));
    }
    query(target, samples);
  }

  private void present(ChromaServer target, CollectionInfo info, Sample sample) {
    Set<String> quarantined =
        QuarantineFile.ids(run.folder().quarantine(sample.collection(), sample.part()));
    List<String> migrated = sample.ids().stream().filter(id -> !quarantined.contains(id)).toList();
    RecordsById found = RecordsById.fetch(target, info, migrated);
    migrated.forEach(id -> IdentityChecks.expected(id, found.get(id) != null, tallies));
    List<String> missing = migrated.stream().filter(id -> found.get(id) == null).toList();
    sampled += migrated.size();
    if (!missing.isEmpty()) {
      problems.add(
          "%d of %d sampled records of the collection '%s' are missing at the target: %s."
              .formatted(missing.size(), migrated.size(), info.name(), some(missing)));
    }
  }

  private void query(ChromaServer target, List<Sample> samples) {
    for (Sample sample : samples) {
      Optional<float[]> vector =
          sample.records().stream()
              .map(ChromaRecord::embedding)
              .filter(embedding -> embedding != null && embedding.length > 0)
              .findFirst();
      Optional<CollectionInfo> info =
          target.collection(snapshot.collection(sample.collection()).target());
      if (vector.isPresent() && info.isPresent()) {
        long start = System.nanoTime();
        boolean answered =
            target.query(info.get(), List.of(vector.get()), NEIGHBOURS).stream()
                .anyMatch(neighbours -> !neighbours.isEmpty());
        latencyMillis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        tallies.look(SearchChecks.RESULTS_RETURNED, answered, info.get().name());
        if (!answered) {
          problems.add(
              "A query in the collection '" + info.get().name() + "' at the target found nothing.");
        }
        return;
      }
    }
  }

  private static String some(List<String> ids) {
    return String.join(", ", ids.stream().limit(SHOWN).toList())
        + (ids.size() > SHOWN ? " and more" : "");
  }
}
