package io.chromarunbook.activities.monitoring;

import io.chromarunbook.activities.checks.Catalogue;
import io.chromarunbook.activities.checks.CheckJudge;
import io.chromarunbook.activities.checks.CollectionChecks;
import io.chromarunbook.activities.checks.ConnectivityChecks;
import io.chromarunbook.activities.checks.IdentityChecks;
import io.chromarunbook.activities.checks.SearchChecks;
import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.comparison.RecordsById;
import io.chromarunbook.activities.frontdoor.GateAdmin;
import io.chromarunbook.activities.frontdoor.GateException;
import io.chromarunbook.activities.frontdoor.GateStanding;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.chroma.AnswerTime;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.CheckResult.Result;
import io.chromarunbook.workflows.plan.TrafficGate;
import io.chromarunbook.workflows.steps.Exceeded;
import io.chromarunbook.workflows.steps.ProbeResult;
import io.chromarunbook.workflows.steps.SourceStanding;
import io.chromarunbook.workflows.steps.WindowFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One look at both servers, of which only the target's is good or bad: what was migrated must be
 * there. Applications may change records there and add others: only presence is asked for.
 */
final class Probe {

  private static final int MOST_PROBLEMS = 5;
  private static final int NEIGHBOURS = 10;

  // Applications that wait longer for the target have it no more.
  private static final AnswerTime ANSWERS = new AnswerTime.OfEach(Duration.ofSeconds(10));

  private final OpenRun run;
  private final Attempt attempt;
  private final Snapshot snapshot;
  private final Baseline baseline;
  private final List<String> problems = new ArrayList<>();
  private final Tallies tallies = new Tallies();
  private long newAtTarget;
  private long latencyMillis;
  private long sampled;
  private FixedSearches.Figures searches;

  Probe(OpenRun run, Attempt attempt, Snapshot snapshot, Baseline baseline) {
    this.run = run;
    this.attempt = attempt;
    this.snapshot = snapshot;
    this.baseline = baseline;
  }

  ProbeResult take(int number) {
    List<Sample> samples = Sample.ofProbe(number, snapshot);
    // The target first: a source that does not answer must not keep anybody waiting for it.
    try (ChromaServer target = run.target(ANSWERS)) {
      ConnectivityChecks.target(target.version(), tallies);
      targetHasAll(target, samples);
      searches = new FixedSearches(target, snapshot, attempt, neighbours(run)).make();
    } catch (ChromaException e) {
      tallies.look(ConnectivityChecks.TARGET, false, e.getMessage());
      problems.add("The target does not answer as it should: " + e.getMessage());
    }
    SourceStanding source =
        new SourceProbe(run, attempt, snapshot, baseline, tallies).look(samples);
    List<CheckResult> checks =
        CheckJudge.of(Catalogue.FAMILIES, tallies).stream()
            .filter(check -> check.result() != Result.NOT_APPLICABLE)
            .toList();
    List<Exceeded> exceeded = new ArrayList<>();
    WindowFigures figures = figures(exceeded);
    return new ProbeResult(
        number,
        problems.isEmpty(),
        source,
        newAtTarget,
        latencyMillis,
        message(),
        checks,
        figures,
        exceeded);
  }

  /** What the fixed searches come to when the window opens; null where the target is silent. */
  static FixedSearches.Figures firstSearches(OpenRun run, Attempt attempt, Snapshot snapshot) {
    try (ChromaServer target = run.target(ANSWERS)) {
      return new FixedSearches(target, snapshot, attempt, neighbours(run)).make();
    } catch (ChromaException e) {
      return null;
    }
  }

  private WindowFigures figures(List<Exceeded> exceeded) {
    WindowBounds bounds = new WindowBounds(run.plan().window());
    Optional<WindowFigures.Door> door = door(bounds, exceeded);
    if (searches == null) {
      return null;
    }
    FixedSearches.Figures first = baseline.searches() == null ? searches : baseline.searches();
    WindowFigures figures =
        new WindowFigures(
            searches.searches(),
            searches.unfound(),
            searches.p95Millis(),
            first.p95Millis(),
            door.orElse(null));
    exceeded.addAll(bounds.exceeded(figures, first.unfound()));
    return figures;
  }

  private Optional<WindowFigures.Door> door(WindowBounds bounds, List<Exceeded> exceeded) {
    TrafficGate gate = run.plan().traffic().gate();
    if (gate == null) {
      return Optional.empty();
    }
    try {
      GateStanding standing = GateAdmin.of(run, gate).standing();
      if (standing.answered() == null || standing.answered().perMinute() == null) {
        exceeded.add(bounds.unseen("the gate does not say."));
        return Optional.empty();
      }
      GateStanding.Minute minute = standing.answered().perMinute();
      return Optional.of(new WindowFigures.Door(minute.requests(), minute.errors(), minute.p95()));
    } catch (GateException e) {
      exceeded.add(bounds.unseen(e.getMessage()));
      return Optional.empty();
    }
  }

  private String message() {
    if (!problems.isEmpty()) {
      return String.join(" ", problems.stream().limit(MOST_PROBLEMS).toList());
    }
    return "All %,d sampled ids are at the target, and a query was answered in %d ms."
        .formatted(sampled, latencyMillis);
  }

  private void targetHasAll(ChromaServer target, List<Sample> samples) {
    for (Baseline.Line line : baseline.collections()) {
      attempt.throwIfCancelled();
      Optional<CollectionInfo> info = target.collection(line.target());
      tallies.look(CollectionChecks.PRESENT, info.isPresent(), line.target());
      if (info.isEmpty()) {
        problems.add("The collection '" + line.target() + "' is gone from the target.");
        continue;
      }
      newAtTarget += Math.max(0, target.count(info.get()) - line.migrated());
    }
    for (Sample sample : samples) {
      attempt.throwIfCancelled();
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
          "%,d of %,d sampled records of the collection '%s' are missing at the target: %s."
              .formatted(missing.size(), migrated.size(), info.name(), Sample.some(missing)));
    }
  }

  /** No more than Step 4 saw answered. */
  private static int neighbours(OpenRun run) {
    return Math.min(NEIGHBOURS, run.plan().validation().topK());
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
            target.query(info.get(), List.of(vector.get()), neighbours(run)).stream()
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
}
