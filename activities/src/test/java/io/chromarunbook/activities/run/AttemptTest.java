package io.chromarunbook.activities.run;

import static io.chromarunbook.chroma.ScriptedChroma.json;
import static io.chromarunbook.chroma.ScriptedChroma.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.ScriptedChroma;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.Outage;
import io.chromarunbook.workflows.steps.RunReference;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Attempts against servers that are there, are not, or only seem to be. */
@Tag("patience")
@Timeout(60)
final class AttemptTest {

  private static final String COLLECTIONS =
      "/api/v2/tenants/default_tenant/databases/default_database/collections";

  @TempDir Path home;
  private final ScriptedChroma source = ScriptedChroma.ofVersion("1.0.0");
  private NotedPulse pulse = new NotedPulse(Instant.now());
  private Runs runs;
  private RunReference run;

  @AfterEach
  void close() {
    source.close();
  }

  private void planned(String target, String lines) throws IOException {
    Path token = Files.writeString(home.resolve("token"), "Bearer old");
    Plan plan =
        PlanReader.read(
            """
            migration: kb
            source: {url: "%s"}
            target: {url: "%s", headers: {Authorization: {file: "%s"}}}
            people: {operations-lead: [ann], dba: [bo], security: [cy]}
            """
                    .formatted(source.address().url(), target, token)
                + lines);
    run = new RunReference("kb", "first-run", Json.digest(plan));
    runs = runs(home);
    runs.create(run, plan);
  }

  private Runs runs(Path place) {
    RunbookHome there = new RunbookHome(place);
    return new Runs(
        there,
        there::run,
        new Secrets(name -> null),
        ChromaServers::toWrite,
        () -> pulse,
        Instant::now);
  }

  private <T> ApplicationFailure failure(Attempt.Work<T> work) {
    return catchThrowableOfType(ApplicationFailure.class, () -> Attempt.at(runs, run, work));
  }

  private static int collections(OpenRun run, Attempt attempt) {
    try (WritableServer target = run.target()) {
      return target.collections().size();
    }
  }

  @Test
  void a_black_hole_is_left_when_patience_ends_and_not_when_the_call_times_out() throws Exception {
    try (ServerSocket hole = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      planned("http://127.0.0.1:" + hole.getLocalPort(), "network: {giveUpAfter: PT2S}\n");

      ApplicationFailure failure = failure(AttemptTest::collections);

      assertThat(FailureKind.of(failure.getType())).isEqualTo(FailureKind.GAVE_UP);
      assertThat(failure.isNonRetryable()).isTrue();
      assertThat(failure.getOriginalMessage())
          .contains("No answer from http://127.0.0.1:" + hole.getLocalPort())
          .contains("s it is not waited for any longer")
          .contains("network.giveUpAfter");

      planned("http://127.0.0.1:" + hole.getLocalPort(), "network: {giveUpAfter: PT10M}\n");
      pulse = new NotedPulse(Instant.now()).waitingFor(Duration.ofSeconds(1));
      assertThat(failure(AttemptTest::collections).getOriginalMessage())
          .contains("a person who waits allows no more")
          .doesNotContain("network.giveUpAfter");
    }
  }

  @Test
  void a_call_nobody_answers_is_told_while_it_goes_on() throws Exception {
    try (ServerSocket hole = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + hole.getLocalPort();
      planned(url, "network: {giveUpAfter: PT14S}\n");

      ApplicationFailure failure = failure(AttemptTest::collections);

      assertThat(FailureKind.of(failure.getType())).isEqualTo(FailureKind.GAVE_UP);
      await().until(() -> pulse.news().size() == 2);
      Outage told = pulse.news().get(0).orElseThrow();
      assertThat(told.kind()).isEqualTo(Outage.Kind.SILENT_SERVER);
      assertThat(told.what()).isEqualTo("target " + url);
      assertThat(told.error()).isEqualTo("no answer to GET …/heartbeat yet");
      assertThat(told.patienceEnds()).isEqualTo(told.since().plusSeconds(14));
      assertThat(pulse.news().get(1)).isEmpty();
      assertThat(pulse.teller()).isNotEqualTo(Thread.currentThread());
    }
  }

  @Test
  void attempts_at_a_server_that_is_not_there_come_soon_and_in_time_for_the_end() throws Exception {
    planned("http://127.0.0.1:" + closedPort(), "network: {giveUpAfter: PT3S}\n");

    ApplicationFailure first = failure(AttemptTest::collections);

    assertThat(FailureKind.of(first.getType())).isEqualTo(FailureKind.UNREACHABLE);
    assertThat(first.getNextRetryDelay()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
    Outage passedOn = pulse.lastBeat().orElseThrow().outages().get(0);
    await("patience ends").until(() -> !Instant.now().isBefore(passedOn.patienceEnds()));

    ApplicationFailure last = failure(AttemptTest::collections);

    assertThat(FailureKind.of(last.getType())).isEqualTo(FailureKind.GAVE_UP);
  }

  @Test
  void a_server_that_asks_for_an_hour_is_not_given_more_than_there_is_patience()
      throws IOException {
    try (ScriptedChroma target = ScriptedChroma.ofVersion("1.0.0")) {
      target.on("GET", COLLECTIONS, status(429, "Busy", "Retry-After", "3600"));
      planned(target.address().url().toString(), "network: {giveUpAfter: PT2S}\n");

      ApplicationFailure failure = failure(AttemptTest::collections);

      assertThat(FailureKind.of(failure.getType())).isEqualTo(FailureKind.GAVE_UP);
      assertThat(failure.getOriginalMessage()).contains("answered 429");
    }
  }

  @Test
  void credentials_that_are_refused_in_mid_run_are_waited_for() throws IOException {
    try (ScriptedChroma target = ScriptedChroma.ofVersion("1.0.0")) {
      target.on("GET", COLLECTIONS, status(401, "{\"error\":\"Unauthorized\"}"), json("[]"));
      planned(target.address().url().toString(), "");

      ApplicationFailure failure = failure(AttemptTest::collections);

      assertThat(FailureKind.of(failure.getType())).isEqualTo(FailureKind.CREDENTIALS);
      assertThat(failure.isNonRetryable()).isFalse();
      Outage passedOn = pulse.lastBeat().orElseThrow().outages().get(0);
      assertThat(passedOn.kind()).isEqualTo(Outage.Kind.CREDENTIALS);
      assertThat(passedOn.error())
          .contains("answered 401")
          .endsWith("; renew the secrets that target.headers in the plan refer to");
      assertThat(Attempt.at(runs, run, AttemptTest::collections)).isZero();
    }
  }

  @Test
  void a_worker_with_another_home_names_both_and_the_folder() throws IOException {
    planned("http://127.0.0.1:9", "");
    Path other = home.resolve("other");
    runs = runs(other);

    ApplicationFailure failure = failure(AttemptTest::collections);

    assertThat(FailureKind.of(failure.getType())).isEqualTo(FailureKind.WRONG_HOME);
    String own = new RunbookHome(other).id();
    assertThat(failure.getOriginalMessage())
        .contains(other.toString(), own, other.resolve("runs/kb").toString(), "the-runs-home");
    Outage passedOn = pulse.lastBeat().orElseThrow().outages().get(0);
    assertThat(passedOn.kind()).isEqualTo(Outage.Kind.WRONG_HOME);
    assertThat(passedOn.what()).contains(other.toString(), own);
    assertThat(passedOn.error()).contains(other.resolve("runs/kb").toString(), "the-runs-home");
    assertThat(passedOn.patienceEnds()).isNull();
  }

  @Test
  void what_the_wrong_worker_told_is_over_once_the_right_one_works() throws IOException {
    planned("http://127.0.0.1:9", "");
    Runs right = runs;
    runs = runs(home.resolve("other"));
    assertThat(failure(AttemptTest::collections)).isNotNull();
    runs = right;

    Attempt.at(
        runs,
        run,
        (open, attempt) -> {
          await("a beat of this attempt")
              .until(() -> pulse.lastBeat().orElseThrow().outages().isEmpty());
          return null;
        });
  }

  @Test
  void less_patience_than_the_plan_has_can_be_asked_for() throws Exception {
    try (ServerSocket hole = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      planned("http://127.0.0.1:" + hole.getLocalPort(), "network: {giveUpAfter: PT1H}\n");

      ApplicationFailure failure =
          catchThrowableOfType(
              ApplicationFailure.class,
              () -> Attempt.at(runs, run, Duration.ofSeconds(2), AttemptTest::collections));

      assertThat(FailureKind.of(failure.getType())).isEqualTo(FailureKind.GAVE_UP);
    }
  }

  @Test
  void several_servers_are_told_apart() throws IOException {
    planned("http://127.0.0.1:" + closedPort(), "");

    ApplicationFailure failure =
        failure(
            (open, attempt) -> {
              try (ChromaServer from = open.source()) {
                from.version();
              }
              return collections(open, attempt);
            });

    assertThat(failure).isNotNull();
    assertThat(pulse.lastBeat().orElseThrow().outages())
        .extracting(Outage::what)
        .singleElement()
        .asString()
        .startsWith("target ");
  }

  @Test
  void nothing_is_told_where_nothing_was_waited_for() throws IOException {
    try (ScriptedChroma target = ScriptedChroma.ofVersion("1.0.0")) {
      target.on("GET", COLLECTIONS, json("[]"));
      planned(target.address().url().toString(), "");

      assertThat(Attempt.at(runs, run, AttemptTest::collections)).isZero();

      assertThat(pulse.news()).isEmpty();
      assertThat(pulse.lastBeat()).isEqualTo(Optional.empty());
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
