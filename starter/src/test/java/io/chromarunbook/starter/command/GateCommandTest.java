package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.gate.Endpoint;
import io.chromarunbook.gate.Gate;
import io.chromarunbook.gate.GateOptions;
import io.chromarunbook.starter.outcome.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people and scripts type to a gate, and are answered. */
@Timeout(60)
class GateCommandTest {

  @TempDir private Path home;
  private Path token;
  private Gate gate;

  @BeforeEach
  void a_gate_is_open_before_a_server_that_is_not_there() throws IOException {
    token = Files.writeString(home.resolve("token"), "a-word\n");
    gate =
        Gate.open(
            new GateOptions(
                "http://127.0.0.1:1",
                Optional.of("http://127.0.0.1:2"),
                new Endpoint("127.0.0.1", 0),
                new Endpoint("127.0.0.1", 0),
                token,
                home.resolve("state"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                GateOptions.WriteKeeping.JOURNAL,
                GateOptions.PATIENCE));
  }

  @AfterEach
  void it_is_closed() {
    gate.close();
  }

  @Test
  void a_gate_goes_to_the_target_and_back_by_commands() throws Exception {
    assertThat(order("freeze").out()).contains("read-only for all requests");
    assertThat(order("switch").out()).contains("switched for all requests");
    assertThat(order("freeze").out()).contains("switched-read-only for all requests");
    assertThat(order("thaw").out()).contains("is switched for");
    assertThat(order("revert", "--json").json().path("mode").asText()).isEqualTo("read-only");
    write();

    Typed report = type("report");
    assertThat(report.out()).contains("create_collection", "127.0.0.1");
    JsonNode status = type("status", "--json").json();
    assertThat(status.path("migration").asText()).isEqualTo("kb");
    assertThat(status.path("why").asText()).isEqualTo("a \u001b[31mtest");
    assertThat(type("status").out()).doesNotContain("\u001b").contains("1 writes");

    assertThat(order("thaw").out()).contains("is open for");
  }

  @Test
  void what_a_gate_does_not_do_has_a_sentence_and_a_code() throws IOException {
    order("freeze");

    type("thaw", "--by", "eve").fails(ExitCode.REFUSED, "for the migration kb");
    type("thaw").fails(ExitCode.USAGE, "--by");
    Path wrong = Files.writeString(home.resolve("wrong"), "another-word");
    at(gate.adminUrl(), wrong, "status").fails(ExitCode.REFUSED, "token is missing or wrong");
    at(gate.adminUrl(), home.resolve("none"), "status").fails(ExitCode.USAGE, "cannot be read");
    at(gate.url(), token, "status").fails(ExitCode.UNREACHABLE, "not its front");
    at("http://127.0.0.1:1", token, "status").fails(ExitCode.UNREACHABLE, "No gate answers");
    at("here", token, "status").fails(ExitCode.USAGE, "--admin takes an address");
  }

  @Test
  void a_gate_that_cannot_be_run_says_why() throws IOException {
    run("--source", "chroma").fails(ExitCode.USAGE, "--source takes an address");
    run("--source", "http://x:1", "--listen", "8080").fails(ExitCode.USAGE, "--listen takes");
    run("--source", "http://x:1", "--admin", "0.0.0.0:1").fails(ExitCode.USAGE, "--tls-cert");
    run("--source", "http://127.0.0.1:1").fails(ExitCode.REFUSED, "one gate a source");
    gate.close();
    Files.writeString(home.resolve("state").resolve("state.json"), "{");
    run("--source", "http://127.0.0.1:1").fails(ExitCode.DATA, "damaged");
  }

  @Test
  void the_journal_is_listed_without_a_gate() throws Exception {
    write();
    gate.close();
    String state = home.resolve("state").toString();

    Typed listed = Typed.in(environment(), "gate", "journal", "--state", state);
    assertThat(listed.out()).contains("create_collection", "unknown");
    assertThat(Typed.in(environment(), "gate", "journal", "--state", state, "--json").out())
        .contains("\"operation\"");
    Typed.in(environment(), "gate", "journal", "--state", home.toString())
        .fails(ExitCode.USAGE, "has no journal");
  }

  private void write() throws Exception {
    var ignored =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(gate.url() + "/api/v1/collections"))
                    .POST(BodyPublishers.ofString("{\"name\": \"kb\"}"))
                    .build(),
                BodyHandlers.ofString());
  }

  private Typed order(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "--migration", "kb", "--by", "ann"));
    arguments.addAll(List.of("--why", "a \u001b[31mtest"));
    arguments.addAll(List.of(more));
    return type(arguments.toArray(String[]::new));
  }

  private Typed type(String... arguments) {
    return at(gate.adminUrl(), token, arguments);
  }

  private Typed at(String admin, Path tokenFile, String... arguments) {
    List<String> whole = new ArrayList<>(List.of("gate"));
    whole.addAll(List.of(arguments));
    whole.addAll(List.of("--admin", admin, "--token-file", tokenFile.toString()));
    return Typed.in(environment(), whole.toArray(String[]::new));
  }

  private Typed run(String... arguments) {
    List<String> whole = new ArrayList<>(List.of("gate", "run"));
    whole.addAll(List.of(arguments));
    whole.addAll(List.of("--token-file", token.toString()));
    whole.addAll(List.of("--state", home.resolve("state").toString()));
    return Typed.in(environment(), whole.toArray(String[]::new));
  }

  private Map<String, String> environment() {
    return Map.of("RUNBOOK_HOME", home.toString());
  }
}
