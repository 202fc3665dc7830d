package io.chromarunbook.activities.monitoring;

import io.chromarunbook.activities.checks.ConnectivityChecks;
import io.chromarunbook.activities.checks.CountChecks;
import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.comparison.Comparison;
import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.activities.comparison.RecordsById;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.standing.SourceLook;
import io.chromarunbook.chroma.AnswerTime;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.steps.SourceStanding;
import io.chromarunbook.workflows.steps.SourceStanding.State;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the source still stands as it was left: its collections, their counts, and the content of
 * some records. It must answer within seconds, because a probe does not wait for it.
 */
final class SourceProbe {

  private static final AnswerTime ANSWERS = new AnswerTime.OfEach(Duration.ofSeconds(8));
  private static final int MOST_PROBLEMS = 5;

  private final OpenRun run;
  private final Attempt attempt;
  private final Snapshot snapshot;
  private final Baseline baseline;
  private final Tallies tallies;
  private final List<String> problems = new ArrayList<>();

  SourceProbe(OpenRun run, Attempt attempt, Snapshot snapshot, Baseline baseline, Tallies tallies) {
    this.run = run;
    this.attempt = attempt;
    this.snapshot = snapshot;
    this.baseline = baseline;
    this.tallies = tallies;
  }

  SourceStanding look(List<Sample> samples) {
    try (ChromaServer source = run.source(ANSWERS)) {
      ConnectivityChecks.source(source.version(), tallies);
      counts(source);
      contents(source, samples);
    } catch (ChromaException e) {
      tallies.look(ConnectivityChecks.SOURCE, false, e.getMessage());
      return e.kind().transientFault()
          ? new SourceStanding(State.SILENT, "The source does not answer: " + e.getMessage())
          : SourceLook.unreadable(e);
    } catch (ApplicationFailure e) {
      tallies.look(ConnectivityChecks.SOURCE, false, e.getOriginalMessage());
      return SourceLook.damaged(e);
    }
    if (problems.isEmpty()) {
      return new SourceStanding(
          State.HOLDS,
          "The source stands still: all counts are the snapshot's, and so are the sampled records.");
    }
    return new SourceStanding(
        State.DIFFERS, String.join(" ", problems.stream().limit(MOST_PROBLEMS).toList()));
  }

  private void counts(ChromaServer source) {
    for (Baseline.Line line : baseline.collections()) {
      attempt.throwIfCancelled();
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
            "The collection '%s' has %,d records at the source instead of %,d: somebody writes there."
                .formatted(line.source(), count, line.records()));
      }
    }
  }

  private void contents(ChromaServer source, List<Sample> samples) {
    for (Sample sample : samples) {
      attempt.throwIfCancelled();
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
          "%,d of %,d sampled records of the collection '%s' changed at the source: %s."
              .formatted(
                  changed.size(), sample.records().size(), stored.name(), Sample.some(changed)));
    }
  }
}
