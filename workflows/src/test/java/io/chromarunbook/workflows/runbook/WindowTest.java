package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.plan.Reaction;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.Exceeded;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.Notice;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the window does about what it sees, and what is looked at after it. */
@Tag("runs")
@Timeout(60)
class WindowTest {

  private final RunbookTestBed bed = new RunbookTestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  private void watching(String window) {
    bed.agreeing()
        .start("timeline: {monitoring: PT120M, probeEvery: PT1M}\nwindow: {" + window + "}\n");
  }

  private static Exceeded past(String what, Reaction then) {
    return new Exceeded(what, then, what + " is too much.");
  }

  private List<String> subjects(String part) {
    return bed.world.notices.stream().map(Notice::subject).filter(has(part)).toList();
  }

  private static Predicate<String> has(String part) {
    return subject -> subject.contains(part);
  }

  @Test
  void what_is_past_its_limit_three_times_of_five_is_an_alarm_and_told_once() {
    bed.world.exceeded =
        number -> number <= 8 ? List.of(past("latency", Reaction.ALERT)) : List.of();
    watching("");
    MigrationStatus alarmed = bed.until(status -> !status.alarms().isEmpty());

    assertThat(alarmed.alarms().get(0).message())
        .isEqualTo("3 of the last 3 probes are past the limit of latency: latency is too much.");
    assertThat(alarmed.awaiting()).isEmpty();
    MigrationStatus completed = bed.until(RunState.COMPLETED);
    assertThat(completed.alarms()).isEmpty();
    assertThat(subjects("alarm: latency")).hasSize(1);
  }

  @Test
  void twice_of_five_is_nothing() {
    bed.world.exceeded =
        number -> number % 5 < 2 ? List.of(past("errors", Reaction.ROLLBACK)) : List.of();
    watching("");

    bed.until(RunState.COMPLETED);
    assertThat(subjects("errors")).isEmpty();
  }

  @Test
  void people_are_asked_by_a_deadline_and_again_where_nobody_answers() {
    bed.world.exceeded = number -> List.of(past("errors", Reaction.ASK));
    watching("");
    MigrationStatus asked = bed.until(status -> status.awaiting().contains("operations-lead"));

    assertThat(asked.reason()).startsWith("3 of the last 3 probes are past the limit of errors");
    assertThat(asked.nextActions())
        .extracting(NextAction::verb)
        .containsExactly(NextAction.Verb.ROLLBACK, NextAction.Verb.DECIDE);
    assertThat(bed.world.notices)
        .filteredOn(notice -> notice.subject().contains("roll back?"))
        .first()
        .satisfies(notice -> assertThat(notice.until()).isNotNull());
    bed.environment.sleep(Duration.ofMinutes(70));
    assertThat(subjects("roll back?")).hasSizeGreaterThanOrEqualTo(2);
    assertThat(bed.status().state()).isEqualTo(RunState.MONITORING);
    assertThat(bed.world.done).doesNotContain("revert");
  }

  @Test
  void a_person_decides_that_the_applications_stay_and_the_window_ends() {
    bed.world.exceeded = number -> List.of(past("errors", Reaction.ASK));
    watching("");
    bed.until(status -> status.awaiting().contains("operations-lead"));

    assertThat(((Reply.Refused) stay("mallory")).reason())
        .startsWith("mallory may not decide to stay; that is for");
    assertThat(stay("ann")).isInstanceOf(Reply.Accepted.class);
    assertThat(stay("ann"))
        .isInstanceOfSatisfying(
            Reply.Refused.class,
            refused -> assertThat(refused.reason()).startsWith("nobody is asked"));
    assertThat(bed.until(RunState.COMPLETED).decision()).isEqualTo("GO");
    assertThat(subjects("roll back?")).hasSize(1);
  }

  private Reply stay(String by) {
    return bed.running()
        .answerDecide(new HoldDecision(bed.request(), Choice.STAY, null, by, "known noise"));
  }

  @Test
  void a_question_that_waits_does_not_keep_a_graver_thing_from_going_back() {
    bed.world.exceeded =
        number ->
            number < 6
                ? List.of(past("errors", Reaction.ASK))
                : List.of(past("errors", Reaction.ASK), past("unfound", Reaction.ROLLBACK));
    watching("");

    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(bed.outcome().reason()).contains("past the limit of unfound");
  }

  @Test
  void commands_of_the_plan_are_looks_of_the_window() {
    bed.world.byCommands = List.of(past("./served.sh", Reaction.ROLLBACK));
    watching("commands: [{run: [./served.sh], then: rollback}]");

    assertThat(bed.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(bed.outcome().reason()).contains("past the limit of ./served.sh");
  }

  @Test
  void commands_that_cannot_be_run_are_asked_about_and_lead_nowhere_by_themselves() {
    bed.world.fail("probe commands", FailureKind.DEFECT);
    watching("commands: [{run: [./served.sh], then: rollback}]");
    MigrationStatus asked = bed.until(status -> status.awaiting().contains("operations-lead"));

    assertThat(asked.reason()).contains("past the limit of probe commands", "could not be run");
    assertThat(bed.world.done).doesNotContain("revert");
  }

  @Test
  void without_commands_none_are_run() {
    watching("");
    bed.until(RunState.COMPLETED);

    assertThat(bed.world.done).doesNotContain("probe commands");
  }

  @Test
  void after_the_window_it_is_looked_on_and_only_told() {
    watching("support: PT2H");
    bed.until(RunState.COMPLETED);
    long probes = bed.world.done.stream().filter("probe"::equals).count();
    bed.world.probeHealthy = number -> false;
    bed.environment.sleep(Duration.ofHours(5));

    assertThat(bed.status().state()).isEqualTo(RunState.COMPLETED);
    assertThat(bed.status().alarms())
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.about()).isEqualTo("target");
              assertThat(alarm.message())
                  .isEqualTo("The last probe of the target is bad: ids missing");
            });
    assertThat(bed.world.done.stream().filter("probe"::equals).count() - probes)
        .isBetween(10L, 12L);
    assertThat(subjects("alarm: target")).hasSize(1);
    assertThat(subjects("roll back?")).isEmpty();
    assertThat(bed.world.done).doesNotContain("revert");
  }

  @Test
  void a_run_that_is_closed_is_looked_at_no_more() {
    watching("support: PT24H");
    bed.until(RunState.COMPLETED);
    bed.running().answerClose(new Order(bed.request(), "ann", "done"));
    bed.outcome();
    long probes = bed.world.done.stream().filter("probe"::equals).count();
    bed.environment.sleep(Duration.ofHours(2));

    assertThat(bed.world.done.stream().filter("probe"::equals).count()).isEqualTo(probes);
  }
}
