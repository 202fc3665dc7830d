package io.chromarunbook.activities.run;

import static io.chromarunbook.activities.run.ManualClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaException.Kind;
import io.chromarunbook.workflows.steps.Outage;
import io.chromarunbook.workflows.steps.OutageNews;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class OutageReporterTest {

  private static final String TARGET = "target http://new:8000";
  private static final String UPSERT = "POST /api/v2/collections/c/upsert";

  private final ManualClock clock = new ManualClock();
  private final Standings standings = new Standings(clock);
  private final NotedPulse pulse = new NotedPulse(START);
  private final OutageLog log = new OutageLog(clock);
  private final Logger logger = (Logger) LoggerFactory.getLogger(OutageLog.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private Standstills standstills;
  private OutageReporter reporter;

  @BeforeEach
  void begin() {
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
    attempt();
  }

  @AfterEach
  void end() {
    logger.detachAppender(lines);
  }

  private void attempt() {
    standstills =
        new Standstills(clock, pulse.lastBeat(), START, server -> standings.of("kb", server));
    standstills.patience(Duration.ofMinutes(10));
    reporter = new OutageReporter(standstills, pulse, "kb", clock, log, Runnable::run);
  }

  private void fails() {
    standstills
        .watch(TARGET, "")
        .begin(UPSERT, () -> {})
        .failed(new ChromaException(Kind.UNREACHABLE, "Refused.", null));
  }

  private void answers() {
    standstills.watch(TARGET, "").begin(UPSERT, () -> {}).answered();
  }

  private void seconds(int many) {
    for (int second = 0; second < many; second++) {
      clock.pass(1);
      reporter.look();
    }
  }

  private List<String> logged() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void what_passes_within_ten_seconds_is_nobodys_business() {
    fails();
    seconds(9);
    answers();
    seconds(60);
    reporter.over();

    assertThat(pulse.news()).isEmpty();
    assertThat(logged()).isEmpty();
  }

  @Test
  void what_lasts_is_told_after_ten_seconds_once_a_minute_and_when_it_ends() {
    fails();
    seconds(10);
    assertThat(pulse.news()).hasSize(1);
    assertThat(pulse.news().get(0).orElseThrow().since()).isEqualTo(START);

    seconds(59);
    assertThat(pulse.news()).hasSize(1);
    seconds(1);
    assertThat(pulse.news()).hasSize(2);

    answers();
    seconds(1);
    assertThat(pulse.news()).hasSize(3).last().isEqualTo(Optional.empty());
  }

  @Test
  void the_log_has_a_line_for_each_change_and_one_a_minute() {
    fails();
    seconds(130);
    answers();
    seconds(1);

    assertThat(logged()).hasSize(4);
    assertThat(logged().get(0)).startsWith("Waiting: " + TARGET + " has not answered since ");
    assertThat(logged().get(1)).startsWith("Still waiting: " + TARGET);
    assertThat(logged().get(2)).startsWith("Still waiting: " + TARGET);
    assertThat(logged().get(3)).isEqualTo("Over: " + TARGET + " goes on again, after 2 min 11 s.");
    assertThat(lines.list).allMatch(line -> line.getThrowableProxy() == null);
  }

  @Test
  void attempts_that_follow_each_other_tell_no_more_often() {
    fails();
    for (int attempt = 0; attempt < 24; attempt++) {
      seconds(5);
      reporter.look();
      pulse.beat(standstills.beat());
      attempt();
      fails();
    }

    assertThat(pulse.news()).hasSize(2);
    assertThat(logged()).hasSize(2);
  }

  @Test
  void an_attempt_calls_off_what_the_one_before_told() {
    fails();
    seconds(11);
    pulse.beat(standstills.beat());
    attempt();
    answers();
    reporter.over();

    assertThat(pulse.news()).hasSize(2).last().isEqualTo(Optional.empty());
    assertThat(pulse.end()).isEqualTo(OutageNews.End.MOVES_AGAIN);
    assertThat(logged()).hasSize(2);
  }

  @Test
  void it_is_over_when_the_activity_ends_however_it_ends() {
    fails();
    seconds(11);
    reporter.over();

    assertThat(pulse.news()).hasSize(2).last().isEqualTo(Optional.empty());
    assertThat(pulse.end()).isEqualTo(OutageNews.End.LEFT_ALONE);
    assertThat(logged().get(1))
        .isEqualTo("Over: " + TARGET + " is not waited for any longer, after 11 s.");
  }

  @Test
  void what_could_not_be_told_is_told_later() {
    pulse.deafFor(2);
    fails();
    seconds(14);
    assertThat(pulse.news()).isEmpty();

    seconds(6);

    assertThat(pulse.news()).hasSize(1);
  }

  @Test
  void an_end_that_could_not_be_told_is_told_later() {
    fails();
    seconds(11);
    pulse.deafFor(1);
    answers();
    seconds(1);
    assertThat(pulse.news()).hasSize(1);

    seconds(5);

    assertThat(pulse.news()).hasSize(2).last().isEqualTo(Optional.empty());
  }

  @Test
  void nobody_waits_for_the_telling() {
    Deque<Runnable> later = new ArrayDeque<>();
    reporter = new OutageReporter(standstills, pulse, "kb", clock, log, later::add);
    fails();
    seconds(300);
    reporter.over();
    assertThat(pulse.news()).isEmpty();
    assertThat(later).hasSize(1);

    while (!later.isEmpty()) {
      later.remove().run();
    }

    assertThat(pulse.news()).extracting(Optional::isPresent).containsExactly(true, false);
  }

  @Test
  void a_disk_and_a_server_are_each_told_by_their_names() {
    standstills.stop(Outage.Kind.DISK, "disk of /runs/kb", "no space is left");
    seconds(11);

    assertThat(pulse.news().get(0).orElseThrow().what()).isEqualTo("disk of /runs/kb");
    assertThat(logged().get(0))
        .startsWith("Waiting: disk of /runs/kb has taken nothing since ")
        .endsWith("(no space is left).");
  }
}
