package io.chromarunbook.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real servers; the first run ever installs them. */
@Tag("servers")
@Timeout(600)
class LocalStackTest {
  private static final List<String> SLEEPER =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:TieredStopAtLevel=1",
          "-cp",
          System.getProperty("java.class.path"),
          Sleeper.class.getName());

  @TempDir Path home;
  private LocalStack stack;

  @BeforeEach
  void use_no_server_of_the_environment() {
    stack = LocalStack.in(home, StackListener.silent(), withoutAddresses());
  }

  @AfterEach
  void stop_everything() {
    stack.stop();
  }

  private static Map<String, String> withoutAddresses() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment
        .keySet()
        .removeAll(
            List.of("TEMPORAL_ADDRESS", "RUNBOOK_DEMO_SOURCE_URL", "RUNBOOK_DEMO_TARGET_URL"));
    return environment;
  }

  @Test
  void a_second_up_finds_the_temporal_server_that_runs() {
    TemporalEntry first = stack.temporal();
    TemporalEntry second = anotherProcess().temporal();

    assertThat(second).isEqualTo(first);
    assertThat(first.process().isAlive()).isTrue();
    assertThat(Http.answers(first.ui())).isTrue();
    assertThat(StackState.read(home).temporal()).isEqualTo(first);
  }

  @Test
  void a_killed_temporal_server_comes_back_with_its_data_at_its_address() {
    TemporalEntry first = stack.temporal();
    temporal(
        first,
        "workflow",
        "start",
        "--workflow-id",
        "kept",
        "--type",
        "any",
        "--task-queue",
        "none");
    stack.kill(LocalStack.TEMPORAL);
    TemporalEntry second = stack.temporal();

    assertThat(second.process()).isNotEqualTo(first.process());
    assertThat(second.address()).isEqualTo(first.address());
    assertThat(temporal(second, "workflow", "describe", "--workflow-id", "kept")).contains("kept");
    assertThat(temporal(second, "operator", "namespace", "describe", "--namespace", "default"))
        .contains("720h");
    assertThat(temporal(second, "operator", "search-attribute", "list"))
        .contains(
            "RunbookState", "RunbookStep", "RunbookPercent", "RunbookAwaiting", "RunbookTarget");
  }

  @Test
  void a_legacy_and_a_current_chroma_run_side_by_side() {
    ServerEntry source = stack.chroma("source", ChromaRelease.V0_5);
    ServerEntry target = stack.chroma("target", ChromaRelease.V1_5);

    assertThat(Http.status(source.url() + "/api/v1/heartbeat")).isEqualTo(200);
    assertThat(Http.status(target.url() + "/api/v1/heartbeat")).isEqualTo(410);
    assertThat(Http.status(target.url() + "/api/v2/heartbeat")).isEqualTo(200);
    assertThat(stack.chroma("source", ChromaRelease.V0_5)).isEqualTo(source);
    assertThat(Path.of(source.dataDirectory(), "chroma.sqlite3")).exists();
    assertThat(stack.state().servers()).containsOnlyKeys("source", "target");
  }

  @Test
  void a_server_has_a_session_of_its_own_that_no_terminal_can_interrupt() {
    StackProcess server = stack.chroma("target", ChromaRelease.V1_5).process();

    assertThat(
            ShortCommand.output(
                List.of("ps", "-o", "sess=", "-p", String.valueOf(server.pid())), System.getenv()))
        .contains(String.valueOf(server.pid()));
  }

  @Test
  void a_killed_chroma_comes_back_with_its_data_at_its_address() {
    ServerEntry first = stack.chroma("target", ChromaRelease.V1_5);
    stack.kill("target");
    ServerEntry second = anotherProcess().chroma("target", ChromaRelease.V1_5);

    assertThat(second.process().isAlive()).isTrue();
    assertThat(second.url()).isEqualTo(first.url());
    assertThat(second.dataDirectory()).isEqualTo(first.dataDirectory());
  }

  @Test
  void an_address_survives_down_and_up() {
    ServerEntry first = stack.chroma("target", ChromaRelease.V1_5);
    stack.stop();

    assertThat(first.process().isAlive()).isFalse();
    assertThat(stack.chroma("target", ChromaRelease.V1_5).url()).isEqualTo(first.url());
  }

  @Test
  void a_given_port_is_taken_or_refused_by_name() {
    int port = Ports.anyFree();
    ServerEntry first = stack.chroma("target", ChromaRelease.V1_5, port);

    assertThat(first.url()).isEqualTo("http://127.0.0.1:" + port);
    assertThatThrownBy(() -> stack.chroma("other", ChromaRelease.V1_5, port))
        .isInstanceOf(StackException.class)
        .hasMessage(
            "Port %d, wanted for other, is in use; stop what listens there or choose another port.",
            port);
    assertThat(stack.state().servers()).containsOnlyKeys("target");
  }

  @Test
  void a_server_started_by_somebody_who_was_killed_before_recording_it_is_replaced()
      throws IOException {
    ServerEntry lost = stack.chroma("target", ChromaRelease.V1_5);
    Files.delete(home.resolve("stack.json"));
    ServerEntry found = stack.chroma("target", ChromaRelease.V1_5);

    assertThat(lost.process().isAlive()).isFalse();
    assertThat(found.url()).isEqualTo(lost.url());
    assertThat(found.process().isAlive()).isTrue();
  }

  @Test
  void servers_of_the_environment_are_used_and_left_alone() {
    ServerEntry theirs = stack.chroma("target", ChromaRelease.V1_5);
    Map<String, String> environment = withoutAddresses();
    environment.put("RUNBOOK_DEMO_TARGET_URL", theirs.url() + "/");
    LocalStack ours = LocalStack.in(home.resolve("ours"), StackListener.silent(), environment);

    ServerEntry used = ours.chroma("target", ChromaRelease.V0_5);
    ours.stop();

    assertThat(used).isEqualTo(new ServerEntry(theirs.url(), null, null, null, Origin.ENVIRONMENT));
    assertThat(theirs.process().isAlive()).isTrue();
    assertThat(ours.state().servers()).isEmpty();
  }

  @Test
  void an_address_where_nobody_answers_is_one_sentence() {
    Map<String, String> environment = withoutAddresses();
    String nobody = "127.0.0.1:" + Ports.anyFree();
    environment.put("TEMPORAL_ADDRESS", nobody);
    environment.put("RUNBOOK_DEMO_SOURCE_URL", "http://" + nobody);
    LocalStack lonely = LocalStack.in(home, StackListener.silent(), environment);

    assertThatThrownBy(lonely::temporal)
        .isInstanceOf(StackException.class)
        .hasMessage(
            "No Temporal server answers at %s, the address in TEMPORAL_ADDRESS;"
                + " start it, correct the address, or unset it to get a local server.",
            nobody);
    assertThatThrownBy(() -> lonely.chroma("source", ChromaRelease.V0_5))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("RUNBOOK_DEMO_SOURCE_URL");
  }

  @Test
  void a_pid_that_was_used_again_is_not_ours() {
    StackProcess me = StackProcess.of(ProcessHandle.current());
    StackProcess before = new StackProcess(me.pid(), me.started().minusSeconds(60));

    assertThat(me.isAlive()).isTrue();
    assertThat(before.isAlive()).isFalse();
  }

  @Test
  void a_killed_worker_is_replaced_within_five_seconds() {
    WorkerEntry first = stack.supervisor(SLEEPER, Map.of());
    stack.kill(LocalStack.WORKER);

    await().atMost(Duration.ofSeconds(5)).until(() -> workerRuns() && !worker().equals(first));
    assertThat(worker().metrics()).isEqualTo(first.metrics());
  }

  @Test
  void a_killed_temporal_is_started_again_within_five_seconds_on_its_ports_and_its_data() {
    TemporalEntry first = stack.temporal();
    stack.supervisor(SLEEPER, Map.of());
    temporal(
        first, "workflow", "start", "--workflow-id", "kept", "--type", "any", "--task-queue", "q");

    stack.kill(LocalStack.TEMPORAL);
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> stack.state().temporalRuns() && Http.answers(first.ui()));

    TemporalEntry second = stack.state().temporal();
    assertThat(second.process()).isNotEqualTo(first.process());
    assertThat(second.address()).isEqualTo(first.address());
    assertThat(second.ui()).isEqualTo(first.ui());
    assertThat(temporal(second, "workflow", "describe", "--workflow-id", "kept")).contains("kept");
    assertThat(finding("temporal").found())
        .contains(first.address(), "process " + second.process().pid(), "watched over");
  }

  @Test
  void a_temporal_nobody_watches_over_is_told_as_dead_even_where_somebody_else_answers()
      throws IOException {
    TemporalEntry own = stack.temporal();
    stack.kill(LocalStack.TEMPORAL);
    HostAndPort place = HostAndPort.parse(own.address());
    try (ServerSocket stranger = new ServerSocket()) {
      // The dead one's connections linger at the port for a moment.
      stranger.setReuseAddress(true);
      InetSocketAddress there = new InetSocketAddress(place.host(), place.port());
      await().ignoreExceptions().until(() -> bound(stranger, there));
      assertThat(finding("temporal").severity()).isEqualTo(MachineFinding.Severity.PROBLEM);
      assertThat(finding("temporal").found()).contains("died");
      assertThat(finding("temporal").mend()).contains("./runbook up");
    }
  }

  private static boolean bound(ServerSocket socket, InetSocketAddress place) throws IOException {
    socket.bind(place);
    return socket.isBound();
  }

  @Test
  void a_stay_ends_what_it_brought_and_nothing_else() {
    TemporalEntry before = stack.temporal();
    Tenancy guest = stack.enter("demo, process 1");
    assertThat(stack.temporal()).isEqualTo(before);
    WorkerEntry brought = stack.worker(SLEEPER);

    guest.leave();

    assertThat(brought.process().isAlive()).isFalse();
    assertThat(before.process().isAlive()).isTrue();
    assertThat(stack.state().temporal()).isEqualTo(before);
    assertThat(stack.state().claims()).isEmpty();
  }

  @Test
  void who_was_killed_and_comes_back_ends_what_they_brought() {
    var killed = stack.enter("conversion convert-1");
    WorkerEntry brought = stack.worker(SLEEPER);
    assertThat(killed.shares()).isFalse();

    Tenancy again = anotherProcess().enter("conversion convert-1");
    assertThat(again.shares()).isFalse();
    again.leave();

    assertThat(brought.process().isAlive()).isFalse();
    assertThat(stack.state().claims()).isEmpty();
  }

  @Test
  void a_guest_uses_the_worker_that_is_there_whatever_its_command() {
    WorkerEntry before = stack.supervisor(SLEEPER, Map.of("OF", "the host"));
    Tenancy guest = stack.enter("demo, process 1");

    assertThat(guest.sharesTheWorker()).isTrue();
    assertThat(stack.worker(SLEEPER)).isEqualTo(before);
    guest.leave();

    assertThat(before.process().isAlive()).isTrue();
  }

  @Test
  void what_was_there_before_stays_although_it_died_and_was_started_again_meanwhile() {
    TemporalEntry before = stack.temporal();
    stack.supervisor(SLEEPER, Map.of());
    Tenancy guest = stack.enter("demo, process 1");
    stack.kill(LocalStack.SUPERVISOR);
    stack.kill(LocalStack.TEMPORAL);
    TemporalEntry again = anotherProcess().temporal();
    anotherProcess().supervisor(SLEEPER, Map.of());
    assertThat(again.process()).isNotEqualTo(before.process());

    assertThat(guest.shares()).isTrue();
    guest.leave();

    assertThat(again.process().isAlive()).isTrue();
    assertThat(workerRuns()).isTrue();
  }

  @Test
  void what_somebody_came_to_want_during_a_stay_stays() {
    Tenancy first = stack.enter("demo, process 1");
    WorkerEntry brought = stack.worker(SLEEPER);
    Tenancy second = anotherProcess().enter("up");

    first.leave();
    assertThat(brought.process().isAlive()).isTrue();
    assertThat(stack.state().claims()).containsExactly("up");

    // It was there before the second one came.
    second.leave();
    assertThat(brought.process().isAlive()).isTrue();
  }

  @Test
  void demos_are_evicted_with_what_only_they_want() {
    var demo = stack.enter("demo, process 1");
    WorkerEntry brought = stack.worker(SLEEPER);
    assertThat(demo.shares()).isFalse();
    var up = stack.enter("up");
    assertThat(up.shares()).isTrue();

    stack.evict("demo");
    assertThat(brought.process().isAlive()).isTrue();
    assertThat(stack.state().claims()).containsExactly("up");

    stack.stop();
    var again = stack.enter("demo, process 2");
    WorkerEntry second = stack.worker(SLEEPER);
    assertThat(again.shares()).isFalse();
    stack.evict("demo");
    assertThat(second.process().isAlive()).isFalse();
  }

  @Test
  void the_own_temporal_is_not_stopped_because_an_address_names_it_or_another() {
    TemporalEntry own = stack.temporal();
    Map<String, String> named = withoutAddresses();
    named.put("TEMPORAL_ADDRESS", own.address());
    Map<String, String> another = withoutAddresses();
    another.put("TEMPORAL_ADDRESS", "127.0.0.1:" + Ports.anyFree());

    assertThat(LocalStack.in(home, StackListener.silent(), named).temporal()).isEqualTo(own);
    assertThatThrownBy(() -> LocalStack.in(home, StackListener.silent(), another).temporal())
        .isInstanceOf(StackException.class)
        .hasMessageContainingAll(own.address(), "TEMPORAL_ADDRESS", "./runbook down");
    assertThat(own.process().isAlive()).isTrue();
  }

  @Test
  void a_worker_whose_supervisor_was_killed_is_replaced_by_the_next_up() {
    WorkerEntry orphan = stack.supervisor(SLEEPER, Map.of());
    stack.kill(LocalStack.SUPERVISOR);
    assertThat(orphan.process().isAlive()).isTrue();

    WorkerEntry adopted = anotherProcess().supervisor(SLEEPER, Map.of());

    assertThat(orphan.process().isAlive()).isFalse();
    assertThat(adopted.process().isAlive()).isTrue();
    stack.kill(LocalStack.WORKER);
    await().atMost(Duration.ofSeconds(5)).until(() -> workerRuns() && !worker().equals(adopted));
  }

  @Test
  void a_second_up_keeps_the_worker_unless_its_command_changed() {
    WorkerEntry first = stack.supervisor(SLEEPER, Map.of());

    assertThat(anotherProcess().supervisor(SLEEPER, Map.of())).isEqualTo(first);
    assertThat(stack.supervisor(SLEEPER, Map.of("CHANGED", "yes"))).isNotEqualTo(first);
    assertThat(first.process().isAlive()).isFalse();
  }

  @Test
  void a_supervisor_asked_to_end_ends_its_worker() {
    WorkerEntry worker = stack.supervisor(SLEEPER, Map.of());
    Ending.of(stack.state().supervisor().process(), Duration.ofSeconds(20));

    assertThat(worker.process().isAlive()).isFalse();
  }

  @Test
  void a_worker_that_cannot_run_is_one_sentence() {
    assertThatThrownBy(
            () -> stack.supervisor(List.of(home.resolve("missing").toString()), Map.of()))
        .isInstanceOf(StackException.class)
        .hasMessageStartingWith("The worker ends as soon as it is started (its last lines: ")
        .hasMessageContaining("missing")
        .hasMessageContaining(home.resolve("stack/worker/worker.log").toString());
    assertThat(stack.state()).isEqualTo(StackState.empty());
  }

  @Test
  void down_leaves_no_process() {
    stack.temporal();
    stack.chroma("target", ChromaRelease.V1_5);
    stack.supervisor(SLEEPER, Map.of());
    List<StackProcess> all = List.copyOf(stack.state().processes().values());
    stack.stop();

    assertThat(all).hasSize(4).noneMatch(StackProcess::isAlive);
    assertThat(stack.state()).isEqualTo(StackState.empty());
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(process -> process.info().commandLine().orElse("").contains(home.toString()));
  }

  @Test
  void down_ends_a_worker_whose_supervisor_was_killed() {
    WorkerEntry orphan = stack.supervisor(SLEEPER, Map.of());
    stack.kill(LocalStack.SUPERVISOR);
    stack.stop();

    assertThat(orphan.process().isAlive()).isFalse();
    assertThat(stack.state()).isEqualTo(StackState.empty());
  }

  @Test
  void the_doctor_names_what_died_and_how_to_mend_it() {
    stack.chroma("target", ChromaRelease.V1_5);
    assertThat(finding("target").severity()).isEqualTo(MachineFinding.Severity.GOOD);
    stack.kill("target");

    assertThat(finding("target").severity()).isEqualTo(MachineFinding.Severity.PROBLEM);
    assertThat(finding("target").mend()).contains("start it again");
    assertThat(finding("java").severity()).isEqualTo(MachineFinding.Severity.GOOD);
    assertThat(finding("worker").mend()).contains("./runbook up");
  }

  private MachineFinding finding(String subject) {
    return Doctor.examine(home, withoutAddresses(), Instant::toString).stream()
        .filter(finding -> finding.subject().equals(subject))
        .findFirst()
        .orElseThrow();
  }

  private LocalStack anotherProcess() {
    return LocalStack.in(home, StackListener.silent(), withoutAddresses());
  }

  private WorkerEntry worker() {
    return stack.state().workers().get(0);
  }

  private boolean workerRuns() {
    return stack.state().workers().stream().anyMatch(WorkerEntry::answers);
  }

  private static String temporal(TemporalEntry server, String... arguments) {
    Map<String, String> environment = withoutAddresses();
    environment.put("TEMPORAL_ADDRESS", server.address());
    Program program =
        new Programs(environment, new PythonEnvironments(environment, StackListener.silent()))
            .temporal();
    List<String> command = new ArrayList<>(program.command());
    command.addAll(List.of(arguments));
    return ShortCommand.output(command, environment).orElseThrow();
  }
}
