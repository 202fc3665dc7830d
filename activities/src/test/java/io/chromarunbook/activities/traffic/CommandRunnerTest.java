package io.chromarunbook.activities.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.temporal.failure.ApplicationFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("patience")
@Timeout(60)
class CommandRunnerTest {

  private static final Duration LONG = Duration.ofSeconds(50);

  @TempDir private Path folder;
  private final CommandRunner runner = new CommandRunner(System.getenv("PATH"));
  private Turn turn;

  @AfterEach
  void end_what_a_test_left_running() {
    process().ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void a_command_gets_its_arguments_and_environment_unchanged() throws IOException {
    CommandEnd end =
        run(
            LONG,
            "sh",
            "-c",
            "printf '<%s>' \"$@\" \"$RUNBOOK_MIGRATION\"; exit 7",
            "x",
            "a 'b'\n",
            "");

    assertThat(end).isEqualTo(new CommandEnd.Exited(7));
    assertThat(Files.readString(log())).isEqualTo("<a 'b'\n><><kb>");
  }

  @Test
  void a_program_that_is_not_there_is_named_as_such() {
    assertThat(run(LONG, "no-such-program").told()).contains("there is no such program");
  }

  @Test
  void the_limit_kills_a_command_and_what_it_started_even_where_that_ignores_the_signal() {
    CommandEnd end =
        run(
            Duration.ofMillis(300),
            "sh",
            "-c",
            "sh -c 'trap \"\" TERM; echo $$ > \"$0\"; while :; do sleep 0.1; done' \"$1\" & sleep 60",
            "x",
            folder.resolve("pid").toString());

    assertThat(end).isEqualTo(new CommandEnd.LimitReached(Duration.ofMillis(300)));
    await().until(() -> process().isEmpty());
  }

  @Test
  void a_command_that_nobody_wants_any_more_is_stopped_before_its_caller_goes_on() {
    assertThatThrownBy(
            () ->
                runner.run(
                    order(LONG, LONG, "sh", "-c", "echo $$ > \"$0\"; sleep 60", pidFile()),
                    () -> {
                      if (Files.exists(folder.resolve("pid"))) {
                        throw new CancellationException();
                      }
                    }))
        .isInstanceOf(CancellationException.class);

    assertThat(process()).isEmpty();
    assertThat(run(LONG, "true").well()).isTrue();
  }

  @Test
  void a_command_waits_for_the_lock_no_longer_than_it_may() {
    CompletableFuture<CommandEnd> first =
        CompletableFuture.supplyAsync(
            () ->
                runner.run(
                    order(LONG, LONG, "sh", "-c", "echo $$ > \"$0\"; sleep 60", pidFile()),
                    () -> {
                      if (Files.exists(folder.resolve("enough"))) {
                        throw new CancellationException();
                      }
                    }));
    await().until(() -> Files.exists(folder.resolve("pid")));

    CommandEnd second =
        runner.run(order(LONG, Duration.ofMillis(200), "touch", marker().toString()), () -> {});

    assertThat(second).isInstanceOf(CommandEnd.LockHeld.class);
    assertThat(marker()).doesNotExist();
    assertThat(first).isNotDone();
    assertThat(folder.resolve("enough").toFile().mkdir()).isTrue();
    await().until(first::isCompletedExceptionally);
  }

  @Test
  void the_end_of_waiting_for_the_lock_is_told_although_the_command_is_done_by_then()
      throws Exception {
    CommandOrder order = order(LONG, LONG, "touch", marker().toString());
    List<String> told = new CopyOnWriteArrayList<>();
    Process holder =
        new ProcessBuilder("flock", order.lock().toString(), "sh", "-c", "echo held; read _")
            .start();
    try (BufferedReader output = holder.inputReader();
        OutputStream input = holder.getOutputStream()) {
      assertThat(output.readLine()).isEqualTo("held");

      CommandEnd end =
          runner.run(
              order,
              new CommandRunner.Meanwhile() {
                @Override
                public void goOn() {
                  if (told.contains("waits") && Files.exists(order.waiting())) {
                    // Between this look and the next the command gets the lock and is done.
                    release(input);
                    await().until(() -> Files.exists(marker()));
                  }
                }

                @Override
                public void waitsForLock() {
                  told.add("waits");
                }

                @Override
                public void hasLock() {
                  told.add("has");
                }
              });

      assertThat(end.well()).isTrue();
      assertThat(told).containsExactly("waits", "has");
    }
  }

  private static void release(OutputStream input) {
    try {
      input.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_daemon_a_command_leaves_behind_lives_on_and_does_not_keep_the_lock() {
    CommandEnd started =
        run(LONG, "sh", "-c", "sh -c 'echo $$ > \"$0\"; exec sleep 60' \"$1\" &", "x", pidFile());
    await().until(() -> process().isPresent());

    assertThat(started.well()).isTrue();
    assertThat(runner.run(order(LONG, Duration.ZERO, "true"), () -> {}).well()).isTrue();
    assertThat(process()).isPresent();
  }

  @Test
  void a_command_whose_turn_is_over_is_not_started() {
    CommandOrder late = order(LONG, LONG, "touch", marker().toString());
    Turn.take(folder.resolve("turn"));

    assertThat(runner.run(late, () -> {})).isEqualTo(new CommandEnd.Superseded());
    assertThat(marker()).doesNotExist();
  }

  @Test
  void the_lock_and_the_limit_hold_although_the_worker_dies() throws Exception {
    // Its own process stands for the worker, and is killed as it would be.
    CommandOrder order =
        order(Duration.ofSeconds(2), LONG, "sh", "-c", "echo $$ > \"$0\"; sleep 60", pidFile());
    Process worker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DyingWorker.class.getName(),
                order.lock().toString(),
                order.turn().file().toString(),
                order.turn().token(),
                order.log().toString(),
                pidFile())
            .inheritIO()
            .start();
    await().atMost(Duration.ofSeconds(20)).until(() -> process().isPresent());
    worker.destroyForcibly().waitFor();

    CommandEnd during = runner.run(order(LONG, Duration.ZERO, "true"), () -> {});
    CommandEnd after = runner.run(order(LONG, LONG, "true"), () -> {});

    assertThat(during).isInstanceOf(CommandEnd.LockHeld.class);
    assertThat(after.well()).isTrue();
    assertThat(process()).isEmpty();
  }

  @Test
  void a_machine_without_the_tools_is_told_what_to_install() {
    assertThatThrownBy(
            () -> new CommandRunner(folder.toString()).run(order(LONG, LONG, "true"), () -> {}))
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContaining("no setsid, no flock, no timeout")
        .hasMessageContaining("BAD_PLAN");
  }

  private CommandEnd run(Duration limit, String... words) {
    return runner.run(order(limit, LONG, words), () -> {});
  }

  private CommandOrder order(Duration limit, Duration patience, String... words) {
    if (turn == null) {
      turn = Turn.take(folder.resolve("turn"));
    }
    return new CommandOrder(
        List.of(words),
        limit,
        folder.resolve("lock"),
        patience,
        turn,
        Map.of("RUNBOOK_MIGRATION", "kb"),
        log());
  }

  private Path log() {
    return folder.resolve("log");
  }

  private Path marker() {
    return folder.resolve("marker");
  }

  private String pidFile() {
    return folder.resolve("pid").toString();
  }

  private Optional<ProcessHandle> process() {
    try {
      String pid = Files.readString(folder.resolve("pid")).strip();
      return pid.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive);
    } catch (IOException e) {
      // Not written yet.
      return Optional.empty();
    }
  }
}
