package io.chromarunbook.activities.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.steps.Notice;
import io.chromarunbook.workflows.steps.NotificationActivities;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.text.UtcTime;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NotificationActivitiesTest {

  private static final Notice NOTICE =
      Notice.of(
          "Gate go-no-go is open",
          "It's \"time\".",
          List.of("dba"),
          List.of(NextAction.anybody(NextAction.Verb.EVIDENCE, "kb-to-1x")));

  private static final String WORDS =
      """
      Gate go-no-go is open
      It's "time".
      For: dba (bo)
      Next: ./runbook evidence kb-to-1x""";

  @TempDir private Path folder;
  private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private volatile int answer = 204;
  private HttpServer server;
  private RunReference reference;
  private RunFolder files;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook/s3cret",
        exchange -> {
          received.add(
              exchange.getRequestHeaders().getFirst("Content-Type")
                  + "\n"
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    environment.close();
  }

  @Test
  void a_webhook_gets_the_notice_as_json() throws Exception {
    with("[{\"webhook\": {\"env\": \"HOOK\"}}]").tell(reference, NOTICE);

    String[] request = received.take().split("\n", 2);
    JsonNode json = Json.MAPPER.readTree(request[1]);
    assertThat(request[0]).isEqualTo("application/json");
    assertThat(json.get("migration").asText()).isEqualTo("kb-to-1x");
    assertThat(json.get("subject").asText()).isEqualTo(NOTICE.subject());
    assertThat(json.get("text").asText()).isEqualTo(WORDS);
    assertThat(json.get("roles").get(0).asText()).isEqualTo("dba");
    assertThat(json.get("next").asText()).isEqualTo("./runbook evidence kb-to-1x");
  }

  @Test
  void a_command_gets_it_on_standard_input() throws Exception {
    Path told = folder.resolve("told");
    with("[{\"command\": [\"sh\", \"-c\", \"cat > \\\"$0\\\"\", \"" + told + "\"]}]")
        .tell(reference, NOTICE);

    assertThat(Json.MAPPER.readTree(Files.readString(told)).get("text").asText()).isEqualTo(WORDS);
  }

  @Test
  void only_chats_get_their_escapes() throws Exception {
    Path told = folder.resolve("told");
    Notice notice =
        Notice.of("<!channel> is open", "a & b <http://x|y>", List.of("dba"), List.of());
    with("[{\"webhook\": {\"env\": \"HOOK\"}},"
            + " {\"command\": [\"sh\", \"-c\", \"cat > \\\"$0\\\"\", \""
            + told
            + "\"]}]")
        .tell(reference, notice);

    assertThat(Json.MAPPER.readTree(received.take().split("\n", 2)[1]).get("text").asText())
        .isEqualTo("&lt;!channel&gt; is open\na &amp; b &lt;http://x|y&gt;\nFor: dba (bo)");
    assertThat(Json.MAPPER.readTree(Files.readString(told)).get("text").asText())
        .isEqualTo("<!channel> is open\na & b <http://x|y>\nFor: dba (bo)");
  }

  @Test
  void the_text_alone_says_until_when_and_what_happens_otherwise() throws Exception {
    Path told = folder.resolve("told");
    Instant deadline = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(5));
    with("[{\"command\": [\"sh\", \"-c\", \"cat > \\\"$0\\\"\", \"" + told + "\"]}]")
        .tell(reference, NOTICE.asks(deadline, "it counts as NO-GO"));

    JsonNode json = Json.MAPPER.readTree(Files.readString(told));
    assertThat(json.get("text").asText().lines())
        .containsSubsequence("Asked of: dba (bo)", "Otherwise: it counts as NO-GO.")
        .anyMatch(
            line ->
                line.startsWith("Until: " + UtcTime.words(deadline) + ", in 4 h 59 min")
                    || line.equals("Until: " + UtcTime.words(deadline) + ", in 5 h"));
    assertThat(json.get("until").asText()).isEqualTo(deadline.toString());
    assertThat(json.get("otherwise").asText()).isEqualTo("it counts as NO-GO");
  }

  @Test
  void one_way_that_fails_keeps_no_other_from_being_tried_and_shows_no_url() throws Exception {
    answer = 500;
    Path told = folder.resolve("told");
    NotificationActivities notifications =
        with(
            "[{\"webhook\": {\"env\": \"HOOK\"}}, {\"webhook\": {\"env\": \"MISSING\"}},"
                + " {\"webhook\": {\"env\": \"NO_URL\"}}, {\"command\": [\"false\"]},"
                + " {\"command\": [\"touch\", \""
                + told
                + "\"]}]");

    assertThatThrownBy(() -> notifications.tell(reference, NOTICE))
        .rootCause()
        .hasMessageContaining("UNREACHABLE")
        .hasMessageContaining("the webhook from environment variable HOOK answered 500")
        .hasMessageContaining("MISSING")
        .hasMessageContaining("NO_URL is not an http or https URL")
        .hasMessageContaining("the command false ended with exit code 1")
        .message()
        .doesNotContain("s3cret");
    assertThat(told).exists();
  }

  @Test
  void a_server_that_is_not_there_shows_no_url_either() {
    NotificationActivities notifications = with("[{\"webhook\": {\"env\": \"HOOK\"}}]");
    server.stop(0);

    assertThatThrownBy(() -> notifications.tell(reference, NOTICE))
        .rootCause()
        .hasMessageContaining("cannot be reached (ConnectException)")
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void what_a_command_prints_is_kept() throws Exception {
    with("[{\"command\": [\"echo\", \"queued as 17\"]}]").tell(reference, NOTICE);

    assertThat(files.notificationLog()).content().contains("queued as 17");
  }

  private NotificationActivities with(String notifications) {
    Map<String, String> variables =
        Map.of(
            "HOOK",
            "http://127.0.0.1:" + server.getAddress().getPort() + "/hook/s3cret",
            "NO_URL",
            "s3cret url");
    Runs runs =
        new Runs(
            new RunbookHome(folder.resolve("home")),
            new Secrets(variables::get),
            (address, watch) -> {
              throw new AssertionError("no server is needed to tell people");
            });
    Plan plan = plan(notifications);
    reference = new RunReference("kb-to-1x", "first-run", Json.digest(plan));
    files = runs.create(reference, plan);
    environment.registerActivitiesImplementations(new NotificationActivitiesImpl(runs));
    return environment.newActivityStub(NotificationActivities.class);
  }

  private static Plan plan(String notifications) {
    try {
      return Json.MAPPER.readValue(
          """
          {"migration": "kb-to-1x",
           "source": {"url": "http://source:1"},
           "target": {"url": "http://target:2"},
           "people": {"operations-lead": ["ann"], "dba": ["bo"], "security": ["cy"]},
           "notify": %s}
          """
              .formatted(notifications),
          Plan.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
