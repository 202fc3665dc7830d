package io.chromarunbook.starter.diagnosis;

import static io.chromarunbook.starter.diagnosis.FactsOf.NOW;
import static io.chromarunbook.starter.diagnosis.FactsOf.files;
import static io.chromarunbook.starter.diagnosis.FactsOf.frozen;
import static io.chromarunbook.starter.diagnosis.FactsOf.outage;
import static io.chromarunbook.starter.diagnosis.FactsOf.pending;
import static io.chromarunbook.starter.diagnosis.FactsOf.run;
import static io.chromarunbook.starter.diagnosis.FactsOf.status;
import static io.chromarunbook.starter.diagnosis.FactsOf.stranded;
import static io.chromarunbook.starter.diagnosis.FactsOf.with;
import static io.chromarunbook.starter.diagnosis.FactsOf.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.client.PendingWork;
import io.chromarunbook.client.Silence;
import io.chromarunbook.starter.offline.NotUndone;
import io.chromarunbook.starter.offline.RecordedEnd;
import io.chromarunbook.starter.offline.ServerLook;
import io.chromarunbook.starter.terminal.SampleRun;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.plan.Person;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.AlarmLine;
import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.ManualLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.ReturnLine;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.WindowLine;
import io.chromarunbook.workflows.steps.HeartbeatDetails;
import io.chromarunbook.workflows.steps.Outage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is recognised of what is known: every issue of the table, and nothing where all is well. */
class DiagnosisTest {

  private static final Silence.NoWorker SILENT =
      new Silence.NoWorker(Optional.of(NOW.minusSeconds(90)), NOW);
  private static final Silence.NoWorker ASKING =
      new Silence.NoWorker(Optional.of(NOW.minusSeconds(5)), NOW);

  record Known(KnownIssue issue, RunFacts facts) {
    @Override
    public String toString() {
      return issue.id();
    }
  }

  private static Known known(KnownIssue issue, RunFacts.Gathering facts) {
    return new Known(issue, facts.facts());
  }

  private static RunFacts.Gathering outages(Outage.Kind kind, String what, String error) {
    return run()
        .status(with(status(RunState.RUNNING), "outages", List.of(outage(kind, what, error))));
  }

  private static RunFacts.Gathering silent(String what, String error) {
    return outages(Outage.Kind.SILENT_SERVER, what, error);
  }

  private static RunFacts.Gathering hold(String reason) {
    MigrationStatus held = status(RunState.HOLD);
    HoldLine line = held.holds().get(0);
    return run()
        .status(
            with(
                held,
                "holds",
                List.of(
                    HoldLine.undecided(
                        Step.MIGRATION, line.since(), line.deadline(), reason, line.remedies()))));
  }

  private static RunFacts.Gathering ended(RunState state, String reason) {
    return run()
        .known(FactsOf.known("COMPLETED"))
        .end(Optional.of(new RecordedEnd(state, NOW.minusSeconds(40), "NO-GO", reason)));
  }

  private static RunFacts.Gathering freeze(FreezeLine.Standing standing, Instant lastSafeGo) {
    return run()
        .status(
            with(
                status(RunState.RUNNING),
                "freeze",
                new FreezeLine(
                    NOW.minusSeconds(600),
                    null,
                    600,
                    7_200,
                    lastSafeGo,
                    standing == FreezeLine.Standing.PROVEN,
                    null,
                    standing,
                    NOW.minusSeconds(120),
                    NOW.minusSeconds(20),
                    "A write was taken.")));
  }

  private static RunFacts.Gathering manual(String refusal) {
    return run()
        .status(
            with(
                status(RunState.WAITING),
                "manual",
                List.of(
                    new ManualLine(
                        TrafficAction.FREEZE, "Make the source read-only.", null, refusal))));
  }

  private static MigrationStatus monitoring() {
    return with(
        with(status(RunState.MONITORING), "outages", List.of()),
        "window",
        new WindowLine(
            NOW.plusSeconds(900), 5, NOW.minusSeconds(50), "bad", null, null, null, null));
  }

  static Stream<Known> issues() {
    List<Known> all = new ArrayList<>();
    all.addAll(stuck());
    all.addAll(network());
    all.addAll(data());
    all.addAll(freezes());
    all.addAll(people());
    all.addAll(filesAndEnds());
    return all.stream();
  }

  private static List<Known> stuck() {
    return List.of(
        known(StuckProcess.NO_WORKER, run().workerSilent(SILENT)),
        known(
            StuckProcess.WORKER_DIES,
            run()
                .status(status(RunState.RUNNING))
                .pending(
                    List.of(
                        work(
                            "ImportPart", 4, "STARTED", "activity Heartbeat timeout", NOW, null)))),
        known(
            StuckProcess.WRONG_HOME,
            outages(Outage.Kind.WRONG_HOME, "worker with home x", "it has no folder of the run")),
        known(
            StuckProcess.OWN_CODE,
            run()
                .workerSilent(ASKING)
                .pending(
                    List.of(work(PendingWork.OWN_CODE, 7, "STARTED", "[TMPRL1100]", null, null)))),
        known(
            StuckProcess.PAUSED_IN_TEMPORAL,
            run().known(FactsOf.known("PAUSED")).workerSilent(ASKING)),
        known(
            StuckProcess.COMMAND_LOCKED,
            outages(Outage.Kind.LOCK, "lock of the plan's commands", "another one runs")));
  }

  private static List<Known> network() {
    return List.of(
        known(
            NetworkTrouble.TEMPORAL_SILENT,
            RunFacts.of("kb", FactsOf.HOME, NOW).temporalSilent("It is down.", Optional.empty())),
        known(
            NetworkTrouble.REFUSES_CONNECTIONS,
            silent("source http://old:8000", "nothing accepts connections there")),
        known(
            NetworkTrouble.NAME_UNKNOWN,
            silent("target http://new:8000", "the host name is not known")),
        known(
            NetworkTrouble.SLOW, silent("source http://old:8000", "no answer to GET …/count yet")),
        known(
            NetworkTrouble.BROKEN_ANSWERS,
            silent("source http://old:8000", "GET /count answered 502: bad gateway")),
        known(
            NetworkTrouble.TLS,
            silent("target https://new:8000", "its certificate has expired; renew it")),
        known(
            NetworkTrouble.CREDENTIALS,
            outages(Outage.Kind.CREDENTIALS, "target http://new:8000", "401: unauthorized")));
  }

  private static List<Known> data() {
    return List.of(
        known(
            IncompleteMetadata.BEFORE_THE_FREEZE,
            ended(
                RunState.STOPPED,
                "In 'kb' 3 records cannot be migrated as things are, first a: The metadata field"
                    + " 'lang' is required and the record has none.")),
        known(
            IncompleteMetadata.QUARANTINE_FULL,
            hold(
                "1 of the collections failed: kb: The record 'a' of the collection 'kb' cannot be"
                    + " migrated and the plan's quarantine takes no more than 0: The metadata field"
                    + " 'lang' is required and the record has none.")),
        known(
            IncompleteMetadata.INCOMPLETE_AT_TARGET,
            hold("A criterion does not hold: metadata-fields: 2 records incomplete")),
        known(
            UnfitEmbeddings.MISSING,
            ended(
                RunState.STOPPED,
                "With the data as they are Step 5 would end in NO-GO, however well all else goes:"
                    + " missing-embeddings: 9 without")),
        known(
            UnfitEmbeddings.DIMENSION,
            hold(
                "1 of the collections failed: kb: The record 'a' of the collection 'kb' cannot be"
                    + " migrated and the plan's quarantine takes no more than 0: The record's"
                    + " embedding has 3 dimensions where the collection has 384")),
        known(UnfitEmbeddings.ALTERED, hold("A check fails: embeddings.norm: 3 failing")),
        known(UnfitEmbeddings.DISTANCE, hold("A check fails: collections.distance: kb: cosine")),
        known(UnfitEmbeddings.SEARCH, hold("A criterion does not hold: semantic-search: 3 of 50")),
        known(
            TargetTrouble.FULL,
            silent(
                "target http://new:8000",
                "POST …/upsert answered 500: (code: 13) database or disk is full")),
        known(TargetTrouble.SLOW, silent("target http://new:8000", "nothing came for 60 s")),
        known(
            TargetTrouble.OVERLOADED,
            outages(Outage.Kind.OVERLOADED_SERVER, "target http://new:8000", "429: slow down")),
        known(
            TargetTrouble.REFUSES,
            hold("1 of the collections failed: kb: POST http://new/upsert answered 422: no.")),
        known(
            TargetTrouble.TAKES_LITTLE,
            run()
                .status(status(RunState.RUNNING))
                .pending(
                    List.of(
                        work(
                            "ImportPart",
                            1,
                            "STARTED",
                            "",
                            NOW,
                            new HeartbeatDetails(
                                1,
                                2,
                                1,
                                NOW,
                                List.of(),
                                null,
                                List.of("target http://new:8000: 25 records a write"),
                                null))))),
        known(
            TargetTrouble.NOT_OURS,
            hold(
                "1 of the collections failed: kb: The collection 'kb' at the target belongs to x")),
        known(TargetTrouble.DIFFERS, hold("A criterion does not hold: counts-match: 1 → 2")));
  }

  private static List<Known> freezes() {
    return List.of(
        known(FreezeTrouble.BROKEN, freeze(FreezeLine.Standing.BROKEN, NOW.plusSeconds(6_000))),
        known(FreezeTrouble.UNKNOWN, freeze(FreezeLine.Standing.UNKNOWN, NOW.plusSeconds(6_000))),
        known(
            FreezeTrouble.NOT_PROVEN, freeze(FreezeLine.Standing.VOUCHED, NOW.plusSeconds(6_000))),
        known(FreezeTrouble.NEARLY_USED, freeze(FreezeLine.Standing.PROVEN, NOW.plusSeconds(300))),
        known(
            FreezeTrouble.SOURCE_CHANGED,
            ended(
                RunState.ROLLED_BACK,
                "3 records of the collection 'kb' changed at the source after the snapshot was"
                    + " taken")));
  }

  private static List<Known> people() {
    MigrationStatus gate = SampleRunAtGate.open(NOW.plusSeconds(3_600));
    return List.of(
        known(PeopleAwaited.GATE, run().status(gate)),
        known(
            PeopleAwaited.GATE_NEARLY_MISSED,
            run().status(SampleRunAtGate.open(NOW.plusSeconds(200)))),
        known(PeopleAwaited.HOLD, hold("Something that nobody has a name for.")),
        known(PeopleAwaited.BY_HAND, manual(null)),
        known(PeopleAwaited.NOT_CONFIRMED, manual("a write is taken")),
        known(
            PeopleAwaited.PAUSED,
            run()
                .status(
                    with(
                        status(RunState.PAUSED),
                        "nextActions",
                        List.of(NextAction.anybody(NextAction.Verb.RESUME, FactsOf.ID))))),
        known(
            PeopleAwaited.WINDOW_ASKS,
            run().status(with(monitoring(), "awaiting", List.of("operations-lead")))),
        known(
            PeopleAwaited.SOURCE_ALARM,
            run()
                .status(
                    with(
                        with(monitoring(), "awaiting", List.of()),
                        "alarms",
                        List.of(
                            new AlarmLine(AlarmLine.SOURCE, "The way back is lost.", NOW, NOW))))),
        known(
            PeopleAwaited.PAST_A_LIMIT,
            run()
                .status(
                    with(
                        with(monitoring(), "awaiting", List.of()),
                        "alarms",
                        List.of(new AlarmLine("latency", "It is slow.", NOW, NOW))))),
        known(
            PeopleAwaited.WAY_BACK_WAITS,
            run()
                .status(
                    with(
                        status(RunState.ROLLING_BACK),
                        "wayBack",
                        new ReturnLine(null, null, null, "the source does not answer", NOW)))));
  }

  private static List<Known> filesAndEnds() {
    NotUndone nothing = new NotUndone(null, false, null, false, false, null);
    return List.of(
        known(
            DamagedFiles.DISK,
            outages(Outage.Kind.DISK, "disk of /srv", "no space is left: needs 4 MB, has 0.1 kB")),
        known(
            DamagedFiles.DISK_LOW,
            run()
                .status(status(RunState.RUNNING))
                .files(files(20_000_000, nothing, List.of(), List.of()))),
        known(
            DamagedFiles.SNAPSHOT,
            run()
                .status(status(RunState.RUNNING))
                .files(
                    files(1L << 40, nothing, List.of("The snapshot file x is cut."), List.of()))),
        known(
            DamagedFiles.RECEIPTS,
            run()
                .status(status(RunState.RUNNING))
                .files(files(1L << 40, nothing, List.of(), List.of("A receipt is no JSON.")))),
        known(
            EndedRun.LOST,
            run().known(FactsOf.known("TERMINATED")).stranded(stranded(nothing, null, List.of()))),
        known(
            EndedRun.LOST_UNDER_WAY,
            run()
                .known(FactsOf.known("TERMINATED"))
                .files(files(1L << 40, frozen(), List.of(), List.of()))
                .stranded(stranded(frozen(), null, List.of()))),
        known(
            EndedRun.LOCK_KEPT,
            run()
                .known(FactsOf.known("TERMINATED"))
                .stranded(
                    stranded(
                        nothing,
                        new RecordedEnd(RunState.ROLLED_BACK, NOW, "NO-GO", ""),
                        List.of("source http://old:8000")))),
        known(
            EndedRun.LOCKED_OUT,
            ended(
                RunState.STOPPED, "http://old:8000 is held by the migration other as its source")),
        known(
            EndedRun.GAVE_UP,
            ended(
                RunState.ROLLED_BACK,
                "No answer from http://new:8000. The target http://new:8000 has not gone on for 10"
                    + " min, and network.giveUpAfter allows no more.")),
        known(EndedRun.DEFECT, ended(RunState.FAILED, "An activity failed unexpectedly: oh")),
        known(
            EndedRun.NO_ANSWER,
            ended(RunState.ROLLED_BACK, "The gate go-no-go expired at 12:00; not answered: dba")),
        known(EndedRun.ENDED_OTHERWISE, ended(RunState.STOPPED, "aborted by ann: over")));
  }

  @ParameterizedTest
  @MethodSource("issues")
  void an_issue_is_recognised_with_evidence_and_comes_with_all_that_a_person_needs(Known known) {
    List<Finding> findings = Diagnosis.of(known.facts());

    assertThat(findings).extracting(found -> found.issue().id()).contains(known.issue().id());
    Finding finding =
        findings.stream()
            .filter(each -> each.issue().equals(known.issue()))
            .findFirst()
            .orElseThrow();
    assertThat(finding.evidence()).isNotEmpty();
    assertThat(finding.evidence()).allSatisfy(each -> assertThat(words(each)).isNotBlank());
    assertThat(finding.cures()).isNotEmpty();
    assertThat(finding.call()).isNotEmpty();
    assertThat(finding.otherwise()).isNotBlank();
  }

  private static String words(Evidence evidence) {
    return evidence.words(Instant::toString);
  }

  @Test
  void what_a_target_says_against_a_record_counts_more_than_that_it_lies_in_quarantine_for_it() {
    assertThat(
            Diagnosis.of(
                hold("1 of the collections failed: kb: The record 'a' of the collection 'kb'"
                        + " cannot be migrated and the plan's quarantine takes no more than 0:"
                        + " The target refused the record: POST http://new/upsert answered"
                        + " 413: too large.")
                    .facts()))
        .extracting(Finding::issue)
        .contains(TargetTrouble.REFUSES)
        .doesNotContain(IncompleteMetadata.QUARANTINE_FULL);
    assertThat(
            Diagnosis.of(
                ended(
                        RunState.STOPPED,
                        "The target refuses the record 'a' of the collection 'kb', about 9 bytes:"
                            + " POST http://new/upsert answered 413.")
                    .facts()))
        .extracting(Finding::issue)
        .contains(TargetTrouble.REFUSES);
  }

  @Test
  void a_server_that_lets_nobody_in_is_named_although_the_run_has_ended_over_it() {
    assertThat(
            Diagnosis.of(
                ended(
                        RunState.STOPPED,
                        "The target at http://new:8000 does not let us in; check target.headers.")
                    .facts()))
        .extracting(Finding::issue)
        .contains(NetworkTrouble.CREDENTIALS);
  }

  @Test
  void a_freeze_that_was_asked_of_people_and_not_confirmed_is_not_told_as_done() {
    NotUndone asked = new NotUndone(NOW, false, NOW, false, false, null);

    Finding silent =
        Diagnosis.of(
                run()
                    .temporalSilent("It is down.", Optional.empty())
                    .files(files(1L << 40, asked, List.of(), List.of()))
                    .facts())
            .get(0);

    assertThat(silent.evidence().stream().map(DiagnosisTest::words))
        .anyMatch(words -> words.startsWith("Its source may refuse writes: by its files the"))
        .anyMatch(words -> words.startsWith("Applications may use the target: by its files the"))
        .noneMatch(words -> words.startsWith("Its source refuses writes"));
  }

  @Test
  void every_issue_of_the_table_is_recognised_somewhere_in_these_tests() {
    assertThat(issues().map(Known::issue).map(KnownIssue::id))
        .containsExactlyInAnyOrderElementsOf(
            KnownIssue.all().stream().map(KnownIssue::id).toList());
  }

  @Test
  void of_a_run_that_goes_well_nothing_is_said() {
    NotUndone nothing = new NotUndone(null, false, null, false, false, null);
    RunFacts facts =
        run()
            .status(status(RunState.RUNNING))
            .pending(List.of(pending()))
            .files(files(1L << 40, nothing, List.of(), List.of()))
            .servers(
                List.of(
                    new ServerLook("source", "http://old:8000", ServerLook.State.ANSWERS, "", 0.1)))
            .facts();

    assertThat(Diagnosis.of(facts)).isEmpty();
  }

  @Test
  void of_a_run_that_went_well_nothing_is_said() {
    assertThat(Diagnosis.of(ended(RunState.COMPLETED, "").facts())).isEmpty();
  }

  @Test
  void after_the_switch_nothing_ends_by_itself_and_nobody_is_told_that_it_would() {
    List<MigrationStatus> past =
        List.of(
            SampleRun.at(Step.MONITORING, RunState.MONITORING),
            SampleRun.at(Step.ROLLBACK, RunState.ROLLING_BACK));
    for (MigrationStatus status : past) {
      assertThat(
              Diagnosis.of(
                  run()
                      .status(status)
                      .servers(List.of(silentServer("target", "http://new:8000")))
                      .facts()))
          .filteredOn(finding -> finding.issue().equals(NetworkTrouble.REFUSES_CONNECTIONS))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.otherwise())
                    .contains("as long as it takes")
                    .doesNotContain("NO-GO");
                assertThat(finding.until()).isNull();
              });
    }
  }

  @Test
  void of_a_completed_run_a_silent_server_only_bars_the_way_back() {
    List<Finding> findings =
        Diagnosis.of(
            run()
                .status(status(RunState.COMPLETED))
                .servers(List.of(silentServer("source", "http://old:8000")))
                .facts());

    assertThat(findings)
        .filteredOn(finding -> finding.issue().equals(NetworkTrouble.REFUSES_CONNECTIONS))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.otherwise())
                    .contains("nothing more to do", "a rollback is refused")
                    .doesNotContain("NO-GO"));
  }

  @Test
  void what_the_run_and_temporal_and_this_machine_tell_of_one_server_is_one_finding() {
    Outage outage =
        outage(
            Outage.Kind.SILENT_SERVER,
            "target http://new:8000",
            "nothing accepts connections there");
    RunFacts facts =
        run()
            .status(with(status(RunState.RUNNING), "outages", List.of(outage)))
            .pending(List.of(pending(outage)))
            .servers(List.of(silentServer("target", "http://new:8000")))
            .facts();

    List<Finding> findings = Diagnosis.of(facts);

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).since()).isEqualTo(outage.since());
    assertThat(findings.get(0).until()).isEqualTo(outage.patienceEnds());
    assertThat(findings.get(0).evidence().stream().map(DiagnosisTest::words))
        .anySatisfy(words -> assertThat(words).contains("has not answered since"))
        .anySatisfy(words -> assertThat(words).contains("From this machine"));
    assertThat(findings.get(0).otherwise()).contains("7 min", "network.giveUpAfter");
  }

  @Test
  void a_worker_that_asks_for_work_and_answers_nothing_is_another_issue_than_a_missing_one() {
    PendingWork task = work(PendingWork.OWN_CODE, 7, "STARTED", "", null, null);

    assertThat(Diagnosis.of(run().workerSilent(ASKING).pending(List.of(task)).facts()))
        .extracting(Finding::issue)
        .containsExactly(StuckProcess.OWN_CODE);
    assertThat(Diagnosis.of(run().workerSilent(SILENT).pending(List.of(task)).facts()))
        .extracting(Finding::issue)
        .containsExactly(StuckProcess.NO_WORKER);
    assertThat(
            Diagnosis.of(run().workersHere(0).workerSilent(ASKING).pending(List.of(task)).facts()))
        .extracting(Finding::issue)
        .containsExactly(StuckProcess.NO_WORKER);
    PendingWork failed = work(PendingWork.OWN_CODE, 7, "STARTED", "[TMPRL1100]", null, null);
    assertThat(
            Diagnosis.of(
                run().workersHere(0).workerSilent(ASKING).pending(List.of(failed)).facts()))
        .extracting(Finding::issue)
        .containsExactly(StuckProcess.OWN_CODE);
  }

  @Test
  void a_server_that_does_not_answer_this_machine_is_told_as_such() {
    RunFacts facts =
        run()
            .status(status(RunState.RUNNING))
            .servers(
                List.of(
                    new ServerLook(
                        "source", "http://old:8000", ServerLook.State.CREDENTIALS, "401", 0.1)))
            .facts();

    Finding finding = Diagnosis.of(facts).get(0);

    assertThat(finding.issue()).isEqualTo(NetworkTrouble.CREDENTIALS);
    assertThat(words(finding.evidence().get(0))).startsWith("From this machine, source");
  }

  @Test
  void a_missing_worker_of_a_frozen_source_offers_the_way_back_that_needs_none() {
    RunFacts facts =
        run().workerSilent(SILENT).files(files(1L << 40, frozen(), List.of(), List.of())).facts();

    Finding finding = Diagnosis.of(facts).get(0);

    assertThat(finding.evidence().stream().map(DiagnosisTest::words))
        .anySatisfy(words -> assertThat(words).contains("refuses writes"));
    assertThat(finding.cures())
        .extracting(Finding.Remedy::command)
        .contains("./runbook up", "sh '/srv/home of ours/runs/kb-to-1x/BREAK-GLASS.sh'");
  }

  @Test
  void a_hold_over_records_that_differ_is_told_by_the_checks_that_fail() {
    CheckResult check =
        new CheckResult(
            "embeddings.norm",
            "embeddings",
            CheckResult.Severity.BLOCKING,
            "as long as before",
            "1 failing of 60",
            CheckResult.Result.FAIL,
            List.of("kb/a"));
    RunFacts facts =
        hold("A criterion does not hold: unexplained-differences: 1")
            .failedChecks(List.of(check))
            .facts();

    assertThat(Diagnosis.of(facts).get(0).issue()).isEqualTo(UnfitEmbeddings.ALTERED);
    assertThat(Diagnosis.of(facts).get(0).evidence().stream().map(DiagnosisTest::words))
        .contains("The check embeddings.norm fails: 1 failing of 60, first kb/a.");
  }

  @Test
  void of_another_homes_run_nothing_is_offered_that_acts_on_it() {
    Finding finding =
        Diagnosis.of(
                hold("kb: the plan's quarantine takes no more than 0: x").otherHome("h2").facts())
            .get(0);

    assertThat(finding.cures())
        .extracting(Finding.Remedy::command)
        .contains("./runbook quarantine list kb-to-1x")
        .noneMatch(command -> command.contains("--by"));
  }

  @Test
  void what_matters_most_comes_first() {
    RunFacts facts =
        freeze(FreezeLine.Standing.BROKEN, NOW.plusSeconds(300))
            .files(files(20_000_000, frozen(), List.of(), List.of()))
            .facts();

    assertThat(Diagnosis.of(facts))
        .extracting(found -> found.issue().severity())
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void remedies_name_somebody_who_may_and_whoever_is_called_comes_from_the_plan() {
    Finding finding =
        Diagnosis.of(hold("kb: the plan's quarantine takes no more than 0: x").facts()).get(0);

    assertThat(finding.cures())
        .extracting(Finding.Remedy::command)
        .contains(
            "./runbook quarantine list kb-to-1x",
            "./runbook amend kb-to-1x plan.yaml --by bo",
            "./runbook decide kb-to-1x repair --by bo");
    assertThat(finding.call().stream().flatMap(called -> called.people().stream()))
        .extracting(Person::name)
        .containsExactly("bo", "ann");
    assertThat(finding.otherwise()).contains("21 min");
  }

  @ParameterizedTest
  @CsvSource({
    "source http://a:1, nothing accepts connections there, server-refuses-connections",
    "target http://a:1, nothing accepts connections there, server-refuses-connections",
    "target http://a:1, no connection within 10 s, target-slow",
    "source http://a:1, no connection within 10 s, server-slow",
    "source http://a:1, it hung up without an answer, server-breaks-off",
    "source http://a:1, what answers there does not speak HTTP, server-breaks-off",
    "target http://a:1, TLS failed: handshake, server-tls",
    "target http://a:1, it does not speak TLS there; write http:// , server-tls",
    "target http://a:1, POST …/upsert answered 500: No space left on device, target-full",
    "source http://a:1, GET …/get answered 500: disk is full, server-breaks-off",
  })
  void silence_is_told_apart_by_what_is_said_of_it(String server, String error, String issue) {
    assertThat(OutageSigns.silence(server, error).id()).isEqualTo(issue);
  }

  private static ServerLook silentServer(String side, String url) {
    return new ServerLook(
        side, url, ServerLook.State.SILENT, "nothing accepts connections there", 0.1);
  }
}
