package io.chromarunbook.activities.run;

import static io.chromarunbook.chroma.ScriptedChroma.json;
import static io.chromarunbook.chroma.ScriptedChroma.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.chromarunbook.activities.pipeline.Stage;
import io.chromarunbook.chroma.AnswerTime;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.ScriptedChroma;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.RunReference;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One request that goes wrong is asked again, and nothing else is done anew for it. */
@Tag("patience")
@Timeout(60)
final class RequestPatienceTest {

  private static final String COLLECTIONS =
      "/api/v2/tenants/default_tenant/databases/default_database/collections";
  private static final String GET = COLLECTIONS + "/b-1/get";
  private static final String BOOKS_JSON = "{\"id\":\"b-1\",\"name\":\"books\"}";
  private static final CollectionInfo BOOKS = collection("b-1", "books");
  private static final ScriptedChroma.Reply HUNG_UP = HttpExchange::close;

  @TempDir Path home;
  private final ScriptedChroma chroma = ScriptedChroma.ofVersion("1.0.0");
  private NotedPulse pulse;
  private Runs runs;
  private RunReference run;

  private static CollectionInfo collection(String id, String name) {
    return new CollectionInfo(
        id, name, Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS, Optional.of(2));
  }

  @BeforeEach
  void begin() {
    planned("PT30S");
  }

  private void planned(String giveUpAfter) {
    Plan plan =
        PlanReader.read(
            """
            migration: kb
            source: {url: "http://127.0.0.1:9"}
            target: {url: "%s"}
            people: {operations-lead: [ann], dba: [bo], security: [cy]}
            network: {giveUpAfter: %s}
            """
                .formatted(chroma.address().url(), giveUpAfter));
    run = new RunReference("kb", "first-run", Json.digest(plan));
    RunbookHome there = new RunbookHome(home.resolve(giveUpAfter));
    pulse = new NotedPulse(Instant.now());
    runs =
        new Runs(
            there,
            there::run,
            new Secrets(name -> null),
            ChromaServers::toWrite,
            this::pulse,
            Instant::now);
    runs.create(run, plan);
  }

  @AfterEach
  void close() {
    chroma.close();
  }

  private Pulse pulse() {
    return pulse;
  }

  private <T> T attempt(Function<WritableServer, T> work) {
    return Attempt.at(
        runs,
        run,
        (open, attempt) -> {
          try (WritableServer server = open.target()) {
            return work.apply(server);
          }
        });
  }

  private long asked(String what) {
    return chroma.requests().stream().filter(request -> request.startsWith(what)).count();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void a_read_that_is_answered_with_a_fault_is_asked_again(int fault) {
    chroma.on("GET", COLLECTIONS + "/b-1/count", status(fault, "<html>busy</html>"), json("7"));

    assertThat(this.<Long>attempt(server -> server.count(BOOKS))).isEqualTo(7);
    assertThat(asked("GET " + COLLECTIONS + "/b-1/count")).isEqualTo(2);
    assertThat(asked("GET /api/v2/heartbeat")).as("the work did not begin anew").isEqualTo(1);
  }

  @Test
  void a_read_whose_connection_ends_unexpectedly_is_sent_over_new_ones() {
    chroma.on(
        "POST", GET, HUNG_UP, HUNG_UP, HUNG_UP, json("{\"ids\":[\"a\"],\"embeddings\":[[1,0]]}"));

    assertThat(records("a")).isEqualTo(1);
    assertThat(asked("GET /api/v2/heartbeat")).isEqualTo(1);
  }

  private int records(String id) {
    return attempt(
        server -> {
          int[] found = {0};
          server.records(BOOKS, List.of(id), record -> found[0]++);
          return found[0];
        });
  }

  @Test
  void a_server_that_says_when_to_come_back_is_left_alone_until_then() {
    chroma.on("GET", COLLECTIONS + "/b-1/count", status(503, "", "Retry-After", "2"), json("7"));
    Instant begun = Instant.now();

    attempt(server -> server.count(BOOKS));

    assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofSeconds(2));
    assertThat(asked("GET " + COLLECTIONS + "/b-1/count")).isEqualTo(2);
  }

  @Test
  void finding_out_what_a_server_is_goes_on_too() {
    chroma.on("GET", "/api/v2/heartbeat", HUNG_UP, HUNG_UP, json("{\"nanosecond heartbeat\":1}"));
    chroma.on("GET", "/api/v2/version", HUNG_UP, HUNG_UP, HUNG_UP, json("\"1.0.0\""));

    assertThat(this.<String>attempt(server -> server.version().version())).isEqualTo("1.0.0");
  }

  @Test
  void a_collection_that_is_never_answered_ends_patience_while_others_are() {
    planned("PT3S");
    chroma.on("GET", COLLECTIONS + "/b-1/count", json("7"));
    chroma.on("GET", COLLECTIONS + "/c-2/count", status(500, "{\"error\":\"InternalError\"}"));

    ApplicationFailure failure =
        catchThrowableOfType(
            ApplicationFailure.class,
            () ->
                Attempt.at(
                    runs,
                    run,
                    (open, attempt) -> {
                      try (WritableServer server = open.target();
                          WritableServer beside = open.target();
                          Stage asking = new Stage("beside")) {
                        Future<?> ignored =
                            asking.then(
                                () -> {
                                  for (long done = 1; true; done++) {
                                    beside.count(BOOKS);
                                    attempt.progress(done, Long.MAX_VALUE);
                                    LockSupport.parkNanos(20_000_000);
                                  }
                                });
                        return server.count(collection("c-2", "chairs"));
                      }
                    }));

    assertThat(FailureKind.of(failure.getType())).isEqualTo(FailureKind.GAVE_UP);
    assertThat(failure.getOriginalMessage()).contains("c-2/count", "network.giveUpAfter");
  }

  @Test
  void a_search_that_breaks_the_server_is_passed_on_at_once() {
    chroma.on("POST", COLLECTIONS + "/b-1/query", status(500, "{\"error\":\"InternalError\"}"));

    ApplicationFailure failure =
        catchThrowableOfType(
            ApplicationFailure.class,
            () -> attempt(server -> server.query(BOOKS, List.of(new float[] {1, 0}), 1)));

    assertThat(failure.getCause()).hasMessageContaining("answered 500");
    assertThat(asked("POST " + COLLECTIONS + "/b-1/query")).isEqualTo(1);
  }

  @Test
  void a_write_is_sent_again_only_where_it_is_known_not_to_be_done() {
    chroma.on("POST", COLLECTIONS, status(429, "slow down"), json(BOOKS_JSON));
    chroma.on("GET", COLLECTIONS + "/books", json(BOOKS_JSON));

    attempt(server -> server.create(plain()));
    assertThat(asked("POST " + COLLECTIONS + " ")).isEqualTo(2);

    chroma.on("POST", COLLECTIONS, status(504, "<html>Gateway Timeout</html>"));
    assertThat(
            catchThrowableOfType(
                ApplicationFailure.class, () -> attempt(server -> server.create(plain()))))
        .isNotNull();
    assertThat(asked("POST " + COLLECTIONS + " ")).isEqualTo(3);
  }

  private static NewCollection plain() {
    return new NewCollection("books", Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS);
  }

  @Test
  void whoever_waits_only_so_long_takes_the_first_answer() {
    chroma.on("GET", COLLECTIONS + "/b-1/count", status(503, ""), json("7"));

    ApplicationFailure failure =
        catchThrowableOfType(
            ApplicationFailure.class,
            () ->
                Attempt.at(
                    runs,
                    run,
                    (open, attempt) -> {
                      try (WritableServer server =
                          open.target(new AnswerTime.OfEach(Duration.ofSeconds(5)))) {
                        return server.count(BOOKS);
                      }
                    }));

    assertThat(failure.getOriginalMessage()).contains("answered 503");
  }

  @Test
  void a_person_who_waits_sees_it_too() {
    chroma.on("GET", COLLECTIONS + "/b-1/count", HUNG_UP, status(504, ""), json("7"));
    PatientConnector<WritableServer> patient =
        new PatientConnector<>(ChromaServers::toWrite, Duration.ofSeconds(20), line -> {});

    try (WritableServer server = patient.connect(chroma.address())) {
      assertThat(server.count(BOOKS)).isEqualTo(7);
    }
  }

  @Test
  void a_page_size_that_fell_stays_so_for_the_whole_run() {
    chroma.on(
        "POST",
        GET,
        status(
            422,
            "{\"error\":\"ChromaError\",\"message\":\"Quota exceeded: 'Limit value' exceeded quota"
                + " limit for action 'Get': current usage of 5000 exceeds limit of 300\"}"),
        json("{\"ids\":[\"a\"]}"),
        json("{\"ids\":[]}"));

    attempt(
        server -> {
          server.ids(BOOKS, id -> {});
          return null;
        });
    attempt(
        server -> {
          server.ids(BOOKS, id -> {});
          await().until(() -> pulse.lastBeat().isPresent());
          return null;
        });

    assertThat(chroma.requests().stream().filter(request -> request.startsWith("POST " + GET)))
        .extracting(request -> request.replaceAll(".*\"limit\":(\\d+).*", "$1"))
        .containsExactly("5000", "300", "300", "300");
    assertThat(pulse.lastBeat().orElseThrow().smallPages())
        .containsExactly("target " + chroma.address().url() + ": 300 ids a list");
  }
}
