package io.chromarunbook.activities.run;

import static io.chromarunbook.activities.run.ManualClock.START;
import static io.chromarunbook.activities.run.ManualClock.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.CallWatch;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaException.Kind;
import io.chromarunbook.workflows.RunbookDataConverter;
import io.chromarunbook.workflows.steps.HeartbeatDetails;
import io.chromarunbook.workflows.steps.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StandstillsTest {

  private static final String TARGET = "target http://new:8000";
  private static final String SOURCE = "source http://old:8000";
  private static final String UPSERT = "POST /api/v2/collections/c/upsert";
  private static final String GET = "POST /api/v2/collections/c/get";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final ManualClock clock = new ManualClock();
  private final Standings standings = new Standings(clock);
  private final List<String> brokenOff = new ArrayList<>();
  private Standstills standstills = attempt(Optional.empty(), START);

  private Standstills attempt(Optional<HeartbeatDetails> before, Instant scheduled) {
    Standstills made =
        new Standstills(clock, before, scheduled, server -> standings.of("kb", server));
    made.patience(PATIENCE);
    return made;
  }

  /** Another attempt at the same, by a process that knows only what was passed on. */
  private void nextAttempt() {
    HeartbeatDetails beat = throughTemporal(standstills.beat());
    Standings others = new Standings(clock);
    standstills =
        new Standstills(clock, Optional.of(beat), START, server -> others.of("kb", server));
    standstills.patience(PATIENCE);
  }

  private static HeartbeatDetails throughTemporal(HeartbeatDetails beat) {
    return RunbookDataConverter.create()
        .fromPayload(
            RunbookDataConverter.create().toPayload(beat).orElseThrow(),
            HeartbeatDetails.class,
            HeartbeatDetails.class);
  }

  private CallWatch.Ongoing call(String server, String name) {
    return standstills.watch(server, "renew them").begin(name, () -> brokenOff.add(name));
  }

  private void fails(String server, String name, Kind kind) {
    call(server, name).failed(new ChromaException(kind, name + " went wrong.", null));
  }

  private void answers(String server, String name) {
    call(server, name).answered();
  }

  private Outage only() {
    assertThat(standstills.outages()).hasSize(1);
    return standstills.outages().get(0);
  }

  @Test
  void a_server_that_refuses_connections_does_so_since_the_first_one() {
    clock.pass(5);
    fails(TARGET, UPSERT, Kind.UNREACHABLE);
    clock.pass(4);
    fails(TARGET, UPSERT, Kind.UNREACHABLE);

    assertThat(only())
        .isEqualTo(
            new Outage(Outage.Kind.SILENT_SERVER, TARGET, at(5), UPSERT + " went wrong", at(605)));
    assertThat(standstills.noteworthy()).isEmpty();

    clock.pass(6);

    assertThat(standstills.noteworthy()).contains(only());
  }

  @Test
  void one_that_asks_for_patience_is_told_from_one_that_is_silent() {
    fails(TARGET, UPSERT, Kind.OVERLOADED);

    assertThat(only().kind()).isEqualTo(Outage.Kind.OVERLOADED_SERVER);
  }

  @Test
  void a_call_that_nobody_answers_counts_as_it_goes_on() {
    call(TARGET, UPSERT);
    clock.pass(9);
    assertThat(standstills.outages()).isEmpty();

    clock.pass(1);

    assertThat(standstills.noteworthy())
        .contains(
            new Outage(
                Outage.Kind.SILENT_SERVER,
                TARGET,
                START,
                "no answer to POST …/upsert yet",
                at(600)));
  }

  @Test
  void a_slow_answer_that_moves_is_no_silence() {
    CallWatch.Ongoing slow = call(SOURCE, GET);
    for (int second = 0; second < 700; second += 7) {
      clock.pass(7);
      slow.received();
    }

    assertThat(standstills.outages()).isEmpty();
    standstills.breakOffHopeless();
    assertThat(brokenOff).isEmpty();
  }

  @Test
  void a_body_that_is_still_being_taken_is_no_silence_and_no_sign_of_life() {
    fails(TARGET, UPSERT, Kind.UNREACHABLE);
    clock.pass(60);
    CallWatch.Ongoing again = call(TARGET, UPSERT);
    again.sent();
    clock.pass(60);
    again.failed(new ChromaException(Kind.UNREACHABLE, "Silence.", null));

    assertThat(only().since()).isEqualTo(START);
  }

  @Test
  void a_call_is_broken_off_when_patience_ends() {
    call(TARGET, UPSERT);
    clock.pass(599);
    standstills.breakOffHopeless();
    assertThat(brokenOff).isEmpty();
    assertThat(standstills.beyondPatience()).isEmpty();

    clock.pass(1);
    standstills.breakOffHopeless();

    assertThat(brokenOff).containsExactly(UPSERT);
    assertThat(standstills.beyondPatience()).isPresent();
  }

  @Test
  void a_new_attempt_does_not_begin_to_be_patient_anew() {
    fails(TARGET, UPSERT, Kind.UNREACHABLE);
    for (int attempt = 0; attempt < 40; attempt++) {
      clock.pass(15);
      nextAttempt();
      fails(TARGET, "GET /api/v2/heartbeat", Kind.UNREACHABLE);
    }

    assertThat(only().since()).isEqualTo(START);
    assertThat(standstills.beyondPatience()).isPresent();
  }

  @Test
  void a_call_under_way_when_the_worker_dies_is_not_forgotten() {
    call(TARGET, UPSERT);
    clock.pass(30);
    nextAttempt();

    assertThat(only().since()).isEqualTo(START);
  }

  @Test
  void an_answer_ends_it() {
    fails(TARGET, UPSERT, Kind.UNREACHABLE);
    clock.pass(60);
    nextAttempt();

    answers(TARGET, "GET /api/v2/heartbeat");

    assertThat(standstills.outages()).isEmpty();
  }

  @Test
  void of_one_that_fails_an_answer_to_another_question_does_not() {
    fails(TARGET, UPSERT, Kind.BROKEN_ANSWER);
    clock.pass(60);
    answers(TARGET, GET);

    assertThat(only().since()).isEqualTo(START);

    answers(TARGET, UPSERT);

    assertThat(standstills.outages()).isEmpty();
  }

  @Test
  void work_that_stops_at_the_same_place_again_and_again_has_not_moved() {
    standstills.done(400, 1_000);
    fails(SOURCE, GET, Kind.BROKEN_ANSWER);
    for (int attempt = 0; attempt < 40; attempt++) {
      clock.pass(15);
      nextAttempt();
      for (int done = 100; done <= 400; done += 100) {
        answers(SOURCE, GET);
        standstills.done(done, 1_000);
      }
      fails(SOURCE, GET, Kind.BROKEN_ANSWER);
    }

    assertThat(only().since()).isEqualTo(START);
    assertThat(standstills.beyondPatience()).isPresent();
  }

  @Test
  void work_that_stops_after_as_many_answers_as_before_has_not_moved() {
    for (int attempt = 0; attempt <= 40; attempt++) {
      answers(TARGET, "GET /api/v2/heartbeat");
      answers(TARGET, GET);
      fails(TARGET, GET, Kind.BROKEN_ANSWER);
      clock.pass(15);
      nextAttempt();
    }

    assertThat(only().since()).isEqualTo(START);
  }

  @Test
  void work_that_stops_further_on_has_moved() {
    answers(SOURCE, GET);
    fails(SOURCE, GET, Kind.BROKEN_ANSWER);
    clock.pass(15);
    nextAttempt();
    answers(SOURCE, GET);
    answers(SOURCE, GET);
    answers(SOURCE, GET);
    fails(SOURCE, GET, Kind.BROKEN_ANSWER);

    assertThat(only().since()).isEqualTo(at(15));
  }

  @Test
  void records_beyond_all_before_end_what_was_waited_for() {
    standstills.done(400, 1_000);
    fails(SOURCE, GET, Kind.BROKEN_ANSWER);
    clock.pass(15);
    nextAttempt();
    answers(SOURCE, GET);
    standstills.done(500, 1_000);
    fails(SOURCE, GET, Kind.BROKEN_ANSWER);

    assertThat(only().since()).isEqualTo(at(15));
    assertThat(standstills.beat().lastMoved()).isEqualTo(at(15));
    assertThat(standstills.beat().farthest()).isEqualTo(500);
  }

  @Test
  void progress_with_one_server_is_no_patience_with_another() {
    fails(TARGET, UPSERT, Kind.UNREACHABLE);
    for (int done = 0; done < 60; done++) {
      clock.pass(10);
      answers(SOURCE, GET);
      standstills.done(done, 1_000);
    }

    assertThat(only().what()).isEqualTo(TARGET);
    assertThat(standstills.beyondPatience()).isPresent();
  }

  @Test
  void whoever_comes_to_a_silent_server_later_has_no_more_patience_than_the_first() {
    fails(TARGET, UPSERT, Kind.UNREACHABLE);
    clock.pass(600);
    Standstills next = attempt(Optional.empty(), START);
    CallWatch.Ongoing later =
        next.watch(TARGET, "").begin(UPSERT, () -> brokenOff.add("the next one"));
    clock.pass(1);
    next.breakOffHopeless();
    later.failed(new ChromaException(Kind.UNREACHABLE, "Broken off.", null));

    assertThat(brokenOff).containsExactly("the next one");
    assertThat(next.beyondPatience()).isPresent();
  }

  @Test
  void whoever_comes_to_it_in_another_process_learns_that_from_what_was_passed_on() {
    call(TARGET, UPSERT);
    clock.pass(30);
    HeartbeatDetails beat = throughTemporal(standstills.beat());
    Standings others = new Standings(clock);
    Standstills behind =
        new Standstills(clock, Optional.empty(), START, server -> others.of("kb", server));
    behind.watch(TARGET, "").begin(UPSERT, () -> {});
    standstills =
        new Standstills(clock, Optional.of(beat), START, server -> others.of("kb", server));
    clock.pass(10);

    assertThat(behind.outages()).extracting(Outage::since).containsExactly(START);
  }

  @Test
  void what_somebody_orders_anew_is_waited_for_anew() {
    fails(TARGET, UPSERT, Kind.UNREACHABLE);
    clock.pass(900);
    standstills = attempt(Optional.empty(), at(900));
    fails(TARGET, UPSERT, Kind.UNREACHABLE);

    assertThat(only().since()).isEqualTo(START);
    assertThat(only().patienceEnds()).isEqualTo(at(1_500));
  }

  @Test
  void credentials_that_are_taken_no_more_are_waited_for_and_said_how_to_mend() {
    ChromaException refusal = new ChromaException(Kind.FORBIDDEN, "It answered 401.", null);
    call(TARGET, GET).failed(refusal);

    assertThat(standstills.endsWith(refusal)).isTrue();

    assertThat(only().kind()).isEqualTo(Outage.Kind.CREDENTIALS);
    assertThat(only().what()).isEqualTo(TARGET);
    assertThat(only().error()).isEqualTo("It answered 401; renew them");
    assertThat(only().patienceEnds()).isEqualTo(at(600));
  }

  @Test
  void a_refusal_that_somebody_expected_is_no_outage() {
    call(SOURCE, GET).failed(new ChromaException(Kind.FORBIDDEN, "It answered 403.", null));
    call(SOURCE, GET).failed(new ChromaException(Kind.NOT_FOUND, "It answered 404.", null));

    assertThat(standstills.outages()).isEmpty();
  }

  @Test
  void a_disk_is_waited_for_as_long_as_the_freeze_allows() {
    standstills.stop(Outage.Kind.DISK, "disk of /runs/kb", "no space");
    clock.pass(7_200);
    nextAttempt();

    assertThat(only().since()).isEqualTo(START);
    assertThat(only().patienceEnds()).isNull();
    assertThat(standstills.beyondPatience()).isEmpty();

    standstills.done(1, 10);

    assertThat(standstills.outages()).isEmpty();
  }

  @Test
  void nothing_is_waited_for_when_the_work_is_over() {
    fails(TARGET, UPSERT, Kind.UNREACHABLE);
    standstills.over();

    assertThat(standstills.outages()).isEmpty();
  }
}
