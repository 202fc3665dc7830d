package io.chromarunbook.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

@Timeout(20)
class PipelineTest {

  @Test
  void what_is_read_ahead_comes_in_order_and_ends() {
    try (ReadAhead<Integer> numbers =
        new ReadAhead<>("test", each -> IntStream.range(0, 5).forEach(each::accept))) {
      List<Integer> taken = new ArrayList<>();
      for (Optional<Integer> next = numbers.next(); next.isPresent(); next = numbers.next()) {
        taken.add(next.get());
      }

      assertThat(taken).containsExactly(0, 1, 2, 3, 4);
    }
  }

  @Test
  void a_source_that_fails_says_so_after_what_it_gave() {
    try (ReadAhead<Integer> numbers =
        new ReadAhead<>(
            "test",
            each -> {
              each.accept(1);
              throw new IllegalArgumentException("torn");
            })) {

      assertThat(numbers.next()).contains(1);
      assertThatThrownBy(numbers::next)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("torn");
    }
  }

  @Test
  void a_source_nobody_reads_is_never_far_ahead_and_ends_when_closed() throws Exception {
    AtomicInteger given = new AtomicInteger();
    CountDownLatch ended = new CountDownLatch(1);
    ReadAhead<Integer> numbers =
        new ReadAhead<>(
            "test",
            each -> {
              try {
                while (true) {
                  each.accept(given.incrementAndGet());
                }
              } finally {
                ended.countDown();
              }
            });
    assertThat(numbers.next()).contains(1);

    numbers.close();

    ended.await();
    assertThat(given.get()).isLessThanOrEqualTo(4);
  }

  @Test
  void what_trails_is_done_in_order_and_all_of_it() {
    List<Integer> done = new ArrayList<>();
    try (Trailing<Integer> trailing = new Trailing<>("test", done::add)) {
      IntStream.range(0, 50).forEach(trailing::accept);
      trailing.finish();

      assertThat(done).isEqualTo(IntStream.range(0, 50).boxed().toList());
    }
  }

  @Test
  void the_first_failure_behind_stops_whoever_is_in_front() {
    try (Trailing<Integer> trailing =
        new Trailing<>(
            "test",
            number -> {
              throw new IllegalStateException("no " + number);
            })) {
      assertThatThrownBy(() -> IntStream.range(0, 50).forEach(trailing::accept)).hasMessage("no 0");
    }
  }

  @Test
  void questions_are_asked_ahead_one_at_a_time_and_answers_worked_on_in_order() {
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger mostUnderWay = new AtomicInteger();
    AtomicInteger asked = new AtomicInteger();
    List<String> done = new ArrayList<>();
    try (AskAhead asking = new AskAhead("test")) {
      for (int number = 0; number < 50; number++) {
        int question = number;
        asking.ask(
            () -> {
              mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
              asked.incrementAndGet();
              underWay.decrementAndGet();
              return question;
            },
            answer -> done.add("answer " + answer));
        if (number % 20 == 10) {
          asking.afterwards(() -> done.add("after " + question));
        }
        assertThat(asked.get() - done.size()).isLessThanOrEqualTo(2);
      }
      asking.finish();
      asking.afterwards(() -> done.add("at once"));
    }

    List<String> expected = new ArrayList<>();
    for (int number = 0; number < 50; number++) {
      expected.add("answer " + number);
      if (number % 20 == 10) {
        expected.add("after " + number);
      }
    }
    expected.add("at once");
    assertThat(done).isEqualTo(expected);
    assertThat(mostUnderWay).hasValue(1);
  }

  @Test
  void a_question_that_fails_is_heard_of_and_its_answer_never_worked_on() {
    List<Integer> done = new ArrayList<>();
    try (AskAhead asking = new AskAhead("test")) {
      asking.ask(() -> 1, done::add);
      asking.<Integer>ask(
          () -> {
            throw new IllegalStateException("no answer");
          },
          done::add);

      assertThatThrownBy(asking::finish).hasMessage("no answer");
      assertThat(done).containsExactly(1);
    }
  }

  @Test
  void a_stage_works_for_the_activity_whose_thread_made_it() throws Exception {
    SimpleMeterRegistry figures = new SimpleMeterRegistry();
    Metrics.addRegistry(figures);
    MDC.put("step", "TestOfStages");
    try (Stage stage = new Stage("test")) {
      assertThat(stage.then(() -> MDC.get("step")).get()).isEqualTo("TestOfStages");
      assertThat(
              stage
                  .then(() -> IntStream.range(0, 1_000_000).mapToObj(String::valueOf).count())
                  .get())
          .isEqualTo(1_000_000);
    } finally {
      MDC.clear();
      Metrics.removeRegistry(figures);
    }

    assertThat(
            figures
                .get("runbook.activity.cpu.seconds")
                .tag("type", "TestOfStages")
                .counter()
                .count())
        .isPositive();
  }
}
