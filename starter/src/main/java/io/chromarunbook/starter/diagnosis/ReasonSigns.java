package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.starter.offline.RecordedEnd;
import io.chromarunbook.starter.terminal.HoldText;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Signs in what the run itself gives as the reason of a HOLD, or of its end. */
final class ReasonSigns {

  /** What a reason is about, by its words or by the criterion or check it names. */
  private record Words(Pattern pattern, KnownIssue held, KnownIssue ended) {}

  /** The first that fits counts, so what is more exact comes first. */
  private static final List<Words> REASONS =
      List.of(
          words("is held by the migration", EndedRun.LOCKED_OUT),
          words("network\\.giveUpAfter allows no more|^network: ", EndedRun.GAVE_UP),
          words("The freeze is broken", FreezeTrouble.BROKEN, FreezeTrouble.SOURCE_CHANGED),
          words(
              "although it was frozen|changed at the source after the snapshot|was thawed by a person|frozen source's collection",
              FreezeTrouble.SOURCE_CHANGED),
          words(
              "has \\d+ dimensions where|dimension of|embeddings\\.dimension|collections\\.dimension|expecting embedding with dimension|dimension mismatch",
              UnfitEmbeddings.DIMENSION),
          words(
              "embeddings\\.present|embeddings\\.missing-share|missing-embeddings|has no embedding|has lost the record's embedding",
              UnfitEmbeddings.MISSING),
          words(
              "collections\\.distance|search\\.distances|distance function",
              UnfitEmbeddings.DISTANCE),
          words("embeddings\\.(norm|equal|finite)|as component \\d+", UnfitEmbeddings.ALTERED),
          words("semantic-search|: search\\.", UnfitEmbeddings.SEARCH),
          // What the target says against it counts more than that it lies in quarantine for it.
          words("The target refuse[sd] the record", TargetTrouble.REFUSES),
          words("does not let us in", NetworkTrouble.CREDENTIALS),
          words(
              "plan's quarantine takes no more|would lie in quarantine",
              IncompleteMetadata.QUARANTINE_FULL,
              IncompleteMetadata.BEFORE_THE_FREEZE),
          words(
              "cannot be migrated as things are|cannot migrate",
              IncompleteMetadata.BEFORE_THE_FREEZE),
          words(
              "metadata-fields|metadata-incomplete|: metadata\\.|records incomplete",
              IncompleteMetadata.INCOMPLETE_AT_TARGET),
          words(
              "snapshot file|export of .* is not complete|snapshot cannot be",
              DamagedFiles.SNAPSHOT),
          words("make room, or set RUNBOOK_HOME", DamagedFiles.DISK_LOW),
          words("no space is left|database or disk is full|disk is full", TargetTrouble.FULL),
          words(
              "belongs to |has the UUID|is gone from the target|was removed from the target|no longer the one this run filled|already has the collection",
              TargetTrouble.NOT_OURS),
          words(
              "answered 4\\d\\d|refuses the record|The target does not keep|target refuses|neither creates the collection|beyond a quota",
              TargetTrouble.REFUSES),
          words("failed unexpectedly", EndedRun.DEFECT),
          words("^Nobody (decided|confirmed)|expired at|freeze budget of", EndedRun.NO_ANSWER),
          words(
              "counts-match|unexplained-differences|valid-records|collections-migrated|data-loss|pass-rate|A check fails|is not what was approved",
              TargetTrouble.DIFFERS));

  private static final int MOST_SHOWN = 3;

  private static Words words(String pattern, KnownIssue both) {
    return words(pattern, both, both);
  }

  private static Words words(String pattern, KnownIssue held, KnownIssue ended) {
    return new Words(Pattern.compile("(" + pattern + ")", Pattern.CASE_INSENSITIVE), held, ended);
  }

  private ReasonSigns() {}

  static List<Sign> of(RunFacts facts) {
    List<Sign> found = new ArrayList<>();
    Optional<HoldLine> hold = facts.status().flatMap(HoldText::open);
    hold.ifPresent(line -> found.add(held(line, facts)));
    if (hold.isEmpty()) {
      ended(facts).ifPresent(found::add);
    }
    return found;
  }

  private static Sign held(HoldLine hold, RunFacts facts) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(Evidence.of(hold.reason()));
    failed(facts.status().orElseThrow())
        .filter(line -> !hold.reason().contains(line.id() + ": "))
        .map(
            line ->
                Evidence.of(
                    line.id() + ": " + line.observed() + " (required: " + line.required() + ")"))
        .forEach(evidence::add);
    facts.failedChecks().stream().map(ReasonSigns::words).map(Evidence::of).forEach(evidence::add);
    return new Sign(heldFor(hold, facts), "", hold.since(), evidence, hold.deadline());
  }

  private static String words(CheckResult check) {
    return "The check "
        + check.id()
        + " fails: "
        + check.observed()
        + (check.failures().isEmpty()
            ? "."
            : ", first "
                + check.failures().stream().limit(MOST_SHOWN).collect(Collectors.joining(", "))
                + ".");
  }

  /** A criterion says that records differ; the checks that fail say in what. */
  private static KnownIssue heldFor(HoldLine hold, RunFacts facts) {
    KnownIssue issue = by(hold.reason()).map(Words::held).orElse(PeopleAwaited.HOLD);
    if (!issue.equals(TargetTrouble.DIFFERS)) {
      return issue;
    }
    return facts.failedChecks().stream()
        .flatMap(check -> by(": " + check.id()).stream())
        .map(Words::held)
        .filter(exact -> !exact.equals(TargetTrouble.DIFFERS))
        .findFirst()
        .orElse(issue);
  }

  private static Stream<Criterion> failed(MigrationStatus status) {
    return Stream.concat(status.criteria().stream(), status.triggers().stream())
        .filter(Criterion::failed);
  }

  /**
   * Of a run that did not come to GO; one that was told to end has its end, and nothing is wrong.
   */
  private static Optional<Sign> ended(RunFacts facts) {
    Optional<RunState> state =
        facts
            .status()
            .map(MigrationStatus::state)
            .or(() -> facts.end().map(RecordedEnd::state))
            .filter(RunState::ended)
            .filter(ended -> ended != RunState.COMPLETED);
    if (state.isEmpty()) {
      return Optional.empty();
    }
    String reason =
        facts
            .end()
            .map(RecordedEnd::reason)
            .or(() -> facts.status().map(MigrationStatus::reason))
            .orElse("");
    Instant at = facts.end().map(RecordedEnd::at).orElse(null);
    KnownIssue issue =
        by(reason == null ? "" : reason).map(Words::ended).orElse(EndedRun.ENDED_OTHERWISE);
    String sentence = state.get() + (reason == null || reason.isEmpty() ? "." : ": " + reason);
    return Optional.of(Sign.of(issue, at, null, sentence));
  }

  private static Optional<Words> by(String reason) {
    return REASONS.stream().filter(words -> words.pattern().matcher(reason).find()).findFirst();
  }
}
