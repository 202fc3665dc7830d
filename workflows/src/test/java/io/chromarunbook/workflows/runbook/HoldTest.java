package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.evidence.Findings;
import io.chromarunbook.workflows.evidence.SearchResult;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.ValidationPlan;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.Finding;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** HOLD and its ends, the triggers, and the freeze budget. */
@Tag("runs")
@Timeout(60)
class HoldTest {

  private static final String QUICK = "timeline: {monitoring: PT2M}\n";

  private final RunbookTestBed bed = new RunbookTestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  private static Findings findings(Totals totals, int migrated, long incomplete, long noEmbedding) {
    return new Findings(
        totals,
        2,
        migrated,
        12,
        incomplete,
        noEmbedding,
        List.of(new SearchResult("faq", 50, 50, 0.99, 0.99)),
        ValidationPlan.DEFAULT);
  }

  private static Totals totals(long quarantined, long different, long missing, long added) {
    long all = FakeWorld.RECORDS;
    long equal = all - quarantined - different - missing;
    return new Totals(all, equal, quarantined, different, missing, added, 0);
  }

  private static Findings searched(int answered, double target) {
    return new Findings(
        totals(0, 0, 0, 0),
        2,
        2,
        12,
        0,
        0,
        List.of(new SearchResult("faq", 50, answered, 0.99, target)),
        ValidationPlan.DEFAULT);
  }

  static Stream<Arguments> triggers() {
    return Stream.of(
        Arguments.of("pass-rate", findings(totals(0, 493, 0, 0), 2, 0, 0)),
        Arguments.of("data-loss", findings(totals(0, 0, 101, 0), 2, 0, 0)),
        Arguments.of("missing-embeddings", findings(totals(0, 0, 0, 0), 2, 0, 492)),
        Arguments.of("metadata-incomplete", findings(totals(0, 0, 0, 0), 2, 1, 0)),
        Arguments.of("semantic-search-broken", searched(49, 0.99)));
  }

  static Stream<Arguments> criteria() {
    return Stream.of(
        Arguments.of("collections-migrated", findings(totals(0, 0, 0, 0), 1, 0, 0)),
        Arguments.of("semantic-search", searched(50, 0.95)),
        Arguments.of("counts-match", findings(totals(0, 0, 0, 1), 2, 0, 0)),
        Arguments.of("unexplained-differences", findings(totals(0, 1, 0, 0), 2, 0, 0)));
  }

  @ParameterizedTest
  @MethodSource("triggers")
  void a_trigger_alone_means_no_go(String trigger, Findings found) {
    bed.world.findings = found;
    bed.agreeing().start(QUICK);
    MigrationOutcome outcome = bed.outcome();

    assertThat(outcome.state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(outcome.decision()).isEqualTo("NO-GO");
    assertThat(outcome.reason()).startsWith("NO-GO: " + trigger + ": ");
    assertThat(bed.reported().triggers())
        .filteredOn(Criterion::failed)
        .extracting(Criterion::id)
        .containsExactly(trigger);
    assertThat(bed.world.done).doesNotContain("evidence go-no-go").contains("thaw");
  }

  @Test
  void a_network_that_is_given_up_is_a_trigger() {
    bed.world.fail("import articles 1", FailureKind.GAVE_UP);
    bed.agreeing().start(QUICK);
    MigrationOutcome outcome = bed.outcome();

    assertThat(outcome.state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(outcome.decision()).isEqualTo("NO-GO");
    assertThat(bed.reported().triggers())
        .filteredOn(Criterion::failed)
        .extracting(Criterion::id)
        .containsExactly("network");
    assertThat(bed.world.done).doesNotContain("create faq");
  }

  @Test
  void a_network_that_is_given_up_outside_the_copying_is_a_trigger_too() {
    bed.world.fail("export", FailureKind.GAVE_UP);
    bed.agreeing().start(QUICK);
    bed.outcome();

    assertThat(bed.reported().triggers())
        .filteredOn(Criterion::failed)
        .extracting(Criterion::id)
        .containsExactly("network");
  }

  @Test
  void an_operators_decision_is_a_trigger_in_any_step() {
    bed.world.at(
        "compare target and search",
        1,
        () -> FakeWorld.endingTheRun(() -> bed.running().decide(bed.decision(Choice.NO_GO, "cy"))));
    bed.agreeing().start(QUICK);
    MigrationOutcome outcome = bed.outcome();

    assertThat(outcome.reason()).isEqualTo("NO-GO decided by cy: a test wants it");
    assertThat(bed.reported().triggers())
        .filteredOn(Criterion::failed)
        .extracting(Criterion::id)
        .containsExactly("operator");
  }

  @ParameterizedTest
  @MethodSource("criteria")
  void a_criterion_that_does_not_hold_holds_the_run_until_a_retry_mends_it(
      String criterion, Findings found) {
    bed.world.findings = found;
    bed.agreeing().start(QUICK);
    MigrationStatus status = bed.until(RunState.HOLD);

    assertThat(status.step()).isEqualTo(Step.REVIEW);
    assertThat(status.reason()).contains(criterion + ": ");
    assertThat(status.next()).isEqualTo("./runbook decide kb-to-1x retry --by bo");
    assertThat(status.awaiting()).containsExactly("operations-lead", "dba");
    bed.world.findings = FakeWorld.good();
    decide(Choice.RETRY, "bo");

    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
  }

  private void decide(Choice choice, String by) {
    assertThat(bed.running().answerDecide(bed.decision(choice, by)))
        .isInstanceOf(Reply.Accepted.class);
  }

  @Test
  void a_retry_copies_again_what_differs_and_nothing_else() {
    bed.world.findings = findings(totals(0, 1, 0, 0), 2, 0, 0);
    bed.agreeing().start(QUICK);
    bed.until(RunState.HOLD);
    bed.world.done.clear();
    bed.world.findings = FakeWorld.good();
    decide(Choice.RETRY, "ann");
    bed.outcome();

    assertThat(bed.world.deeds())
        .startsWith(
            "discard faq",
            "create faq",
            "import faq 0",
            "import faq 1",
            "compare both",
            "search",
            "conclude validation",
            "rehearse way back",
            "evidence go-no-go")
        .doesNotContain("create articles");
  }

  @Test
  void a_retry_that_fails_holds_again() {
    bed.world.findings = findings(totals(0, 1, 0, 0), 2, 0, 0);
    bed.agreeing().start(QUICK);
    bed.until(RunState.HOLD);
    bed.world.findings = FakeWorld.good();
    bed.world.fail("import faq 0", FailureKind.REFUSED);
    decide(Choice.RETRY, "ann");
    MigrationStatus status =
        bed.until(
            seen -> seen.state() == RunState.HOLD && seen.reason().contains("import faq 0 failed"));
    bed.world.on.clear();
    assertThat(status.step()).isEqualTo(Step.REVIEW);
    decide(Choice.RETRY, "bo");

    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
  }

  @Test
  void nobody_deciding_in_half_an_hour_means_no_go() {
    bed.world.findings = findings(totals(0, 1, 0, 0), 2, 0, 0);
    // A second more, because the freeze is looked at each minute: the test server refuses a task's
    // answer that cancels a timer which fires at that very moment.
    bed.agreeing().start("timeline: {monitoring: PT2M, hold: PT1801S}\n");
    MigrationOutcome outcome = bed.outcome();

    assertThat(outcome.state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(outcome.reason()).startsWith("Nobody decided by ");
    assertThat(RunbookTestBed.line(bed.reported(), Step.REVIEW).waitSeconds())
        .isBetween(1799.0, 1805.0);
    assertThat(bed.world.notices)
        .filteredOn(notice -> notice.subject().endsWith("HOLD: still undecided"))
        .hasSize(2); // after 5 and 15 minutes; 35 would be too late
  }

  @Test
  void a_hold_takes_only_decisions_that_help_from_people_who_may() {
    bed.world.findings = findings(totals(0, 1, 0, 0), 2, 0, 0);
    bed.agreeing().start(QUICK);
    bed.until(RunState.HOLD);

    assertThat(bed.running().answerDecide(bed.decision(Choice.REPLAY, "bo")))
        .isEqualTo(
            new Reply.Refused("replay does not mend this; decide one of [retry, repair, no-go]"));
    assertThat(bed.running().answerDecide(bed.decision(Choice.RETRY, "cy")))
        .isEqualTo(
            new Reply.Refused("cy may not retry; that is for dba (bo), operations-lead (ann)"));
    assertThat(
            bed.running()
                .answerDecide(new HoldDecision(bed.request(), Choice.RETRY, "fqa", "bo", null)))
        .isEqualTo(new Reply.Refused("there is no collection 'fqa'"));
    decide(Choice.NO_GO, "cy");
    assertThat(bed.outcome().reason()).isEqualTo("NO-GO decided by cy: a test wants it");
  }

  @Test
  void a_collection_that_fails_does_not_stop_the_others_and_is_retried_alone() {
    bed.world.fail("import articles 1", FailureKind.REFUSED);
    bed.agreeing().start(QUICK);
    MigrationStatus status = bed.until(RunState.HOLD);

    assertThat(status.step()).isEqualTo(Step.MIGRATION);
    assertThat(status.reason())
        .isEqualTo("1 of the collections failed: articles: import articles 1 failed in this test");
    assertThat(bed.world.done).contains("import faq 1");
    assertThat(status.collections())
        .extracting(line -> line.state().name())
        .containsExactly("FAILED", "COPIED");
    bed.world.done.clear();
    bed.world.on.clear();
    decide(Choice.RETRY, "bo");

    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
    assertThat(bed.world.done)
        .contains("import articles 1")
        .doesNotContain("create faq", "import faq 0");
  }

  @Test
  void a_small_collection_that_fails_does_not_stop_the_others_and_is_retried_alone() {
    bed.world.collections = FakeWorld.small("first", "second", "third");
    bed.world.fail("import second 0", FailureKind.REFUSED);
    bed.agreeing().start(QUICK);
    MigrationStatus status = bed.until(RunState.HOLD);

    assertThat(status.reason())
        .isEqualTo("1 of the collections failed: second: import second 0 failed in this test");
    assertThat(status.collections())
        .extracting(line -> line.state().name())
        .containsExactly("COPIED", "FAILED", "COPIED");
    assertThat(status.collectionsCopied()).isEqualTo(2);
    bed.world.done.clear();
    bed.world.on.clear();
    decide(Choice.RETRY, "bo");

    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
    assertThat(bed.world.done)
        .contains("import second 0")
        .doesNotContain("import first 0", "import third 0");
  }

  @Test
  void a_writer_that_was_fenced_off_ends_the_run() {
    bed.world.fail("import articles 1", FailureKind.FENCED);
    bed.agreeing().start(QUICK);

    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(bed.world.done).doesNotContain("create faq");
  }

  @Test
  void an_inventory_that_drifted_before_the_freeze_holds_the_run() {
    bed.world.frozenFindings =
        List.of(
            new Finding(
                "drift.new-collection",
                Finding.Weight.BLOCKING,
                "The collection 'new' was not there before."));
    bed.agreeing().start(QUICK);
    MigrationStatus status = bed.until(RunState.HOLD);
    assertThat(status.step()).isEqualTo(Step.READ_ONLY);
    assertThat(status.reason()).isEqualTo("The collection 'new' was not there before.");
    bed.world.frozenFindings = List.of();
    decide(Choice.RETRY, "bo");

    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
    assertThat(bed.world.done).filteredOn("frozen inventory"::equals).hasSize(2);
    assertThat(bed.world.done).filteredOn("freeze"::equals).hasSize(1);
  }

  @Test
  void a_check_that_blocks_holds_the_run_and_one_that_warns_does_not() {
    bed.world.checks = List.of(check(CheckResult.Severity.BLOCKING));
    bed.agreeing().start(QUICK);
    assertThat(bed.until(RunState.HOLD).reason())
        .isEqualTo("A check fails: settings.space: cosine became l2");
    bed.world.checks = List.of(check(CheckResult.Severity.WARNING));
    decide(Choice.RETRY, "bo");

    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
  }

  private static CheckResult check(CheckResult.Severity severity) {
    return new CheckResult(
        "settings.space",
        "settings",
        severity,
        "kept",
        "cosine became l2",
        CheckResult.Result.FAIL,
        List.of());
  }

  @Test
  void an_acceptance_command_that_fails_holds_the_run_before_and_is_reported_after() {
    bed.world.acceptanceResult = new ActionResult(ActionResult.State.FAILED, "exit 3");
    bed.agreeing().start(QUICK + "acceptance: [{run: [./accept.sh]}]\n");
    assertThat(bed.until(RunState.HOLD).reason()).isEqualTo("An acceptance command fails: exit 3");
    bed.world.acceptanceResult = FakeWorld.done("content");
    bed.world.on.put("baseline", () -> bed.world.fail("acceptance", FailureKind.DEFECT));
    decide(Choice.RETRY, "bo");

    assertThat(bed.outcome().state()).isEqualTo(RunState.COMPLETED);
    assertThat(bed.reported().events())
        .anyMatch(event -> event.text().startsWith("After the window an acceptance command fails"));
  }

  @Test
  void a_blocking_check_of_the_dry_run_stops_the_run() {
    bed.world.dryRunFindings =
        List.of(new Finding("x", Finding.Weight.BLOCKING, "Too many records cannot migrate."));
    bed.start("");
    MigrationOutcome outcome = bed.outcome();

    assertThat(outcome.state()).isEqualTo(RunState.STOPPED);
    assertThat(outcome.reason()).isEqualTo("Too many records cannot migrate.");
  }

  @Test
  void a_forecast_that_does_not_fit_the_freeze_stops_the_run() {
    bed.world.forecast = () -> Duration.ofMinutes(106);
    bed.start("");

    assertThat(bed.outcome().reason())
        .startsWith(
            "The forecast for steps 1 to 7a is 1 h 46 min, but maxFreeze leaves 1 h 45 min beside a"
                + " rollback;");
    assertThat(bed.reported().state()).isEqualTo(RunState.STOPPED);
  }

  private void shortFreeze(String maxFreeze) {
    bed.world.forecast = () -> Duration.ofMinutes(1);
    bed.start("timeline: {maxFreeze: " + maxFreeze + ", monitoring: PT2M}\n");
  }

  /**
   * Ended by itself at its last safe GO, which leaves a last look of 5 s too, and thawed within the
   * time kept back for a rollback. How soon after is the test server's affair: it skips time in
   * pieces, and lets a cancelled call wait out its pause between tries.
   */
  private void assertEndedAtLastSafeGo(int minutes) {
    MigrationStatus report = bed.reported();
    assertThat(report.state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(report.decision()).isEqualTo("NO-GO");
    assertThat(report.freeze().frozenSeconds())
        .isBetween(minutes * 60.0 - 10, report.freeze().budgetSeconds());
  }

  @Test
  void a_freeze_that_runs_out_in_step_3_ends_in_no_go() {
    bed.world.fail("import articles 1", FailureKind.UNREACHABLE);
    bed.agreeing();
    shortFreeze("PT17M");

    assertThat(bed.outcome().reason())
        .isEqualTo("The freeze budget of 17 min leaves only the rollback its time");
    assertEndedAtLastSafeGo(2);
  }

  @Test
  void a_freeze_that_runs_out_in_a_hold_ends_in_no_go() {
    bed.world.findings = findings(totals(0, 1, 0, 0), 2, 0, 0);
    bed.agreeing();
    shortFreeze("PT25M");

    assertThat(bed.outcome().reason()).startsWith("Nobody decided by ");
    assertEndedAtLastSafeGo(10);
  }

  @Test
  void a_freeze_that_runs_out_at_the_gate_ends_in_no_go() {
    bed.world.onEvidence =
        evidence -> {
          if (evidence.gate() == GateId.PRE_MIGRATION) {
            bed.everybodyApproves(evidence.gate(), evidence.digest());
          }
        };
    shortFreeze("PT40M");

    assertThat(bed.outcome().reason()).startsWith("The gate go-no-go expired at ");

    assertEndedAtLastSafeGo(25);
  }

  @Test
  void a_freeze_that_runs_out_in_a_pause_ends_in_no_go() {
    bed.world.at(
        "import articles 1",
        1,
        () -> FakeWorld.onFirstTry(() -> bed.running().pause(bed.order("ed"))));
    bed.agreeing();
    shortFreeze("PT25M");
    bed.until(RunState.PAUSED);
    bed.environment.sleep(Duration.ofMinutes(5));

    assertThat(bed.outcome().reason())
        .isEqualTo("The freeze budget of 25 min leaves only the rollback its time");

    assertEndedAtLastSafeGo(10);
  }
}
