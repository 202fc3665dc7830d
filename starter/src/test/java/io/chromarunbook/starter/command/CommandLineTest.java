package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class CommandLineTest {

  @TempDir private Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String nowhere;

  @BeforeEach
  void findsAPortNobodyListensAt() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      nowhere = "127.0.0.1:" + socket.getLocalPort();
    }
  }

  @Test
  void explains_itself_with_an_example_in_every_command() {
    for (CommandLine command : line().getSubcommands().values()) {
      if (!command.getCommandSpec().usageMessage().hidden()) {
        assertThat(command.getUsageMessage())
            .as(command.getCommandName())
            .contains("Example:")
            .contains("./runbook " + command.getCommandName())
            .contains("--help");
      }
    }
  }

  @Test
  void answers_an_unknown_command_with_the_nearest_one() {
    assertThat(run("statsu")).isEqualTo(2);
    assertThat(err.toString()).contains("'statsu'").contains("status").contains("--help");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void answers_a_missing_option_in_one_sentence() {
    assertThat(run("approve", "kb")).isEqualTo(2);
    assertThat(err.toString()).contains("--gate").contains("./runbook approve --help");
  }

  @Test
  void calls_a_file_what_the_person_called_it() {
    assertThat(run("snapshot", "verify", "nowhere")).isEqualTo(2);
    assertThat(err.toString()).contains("nowhere is not a directory");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void names_the_gates_there_are_where_another_one_is_asked_for() {
    assertThat(run("approve", "kb", "--gate", "go", "--role", "dba", "--by", "bo")).isEqualTo(2);
    assertThat(err.toString()).contains("the gates are pre-migration and go-no-go");
    assertThat(run("decide", "kb", "maybe", "--by", "bo")).isEqualTo(2);
    assertThat(err.toString()).contains("the choices are retry, repair, replay, no-go and stay");
  }

  @Test
  void explains_every_check_of_the_suite() throws IOException {
    assertThat(run("explain", "--json")).isZero();
    for (JsonNode check : Json.MAPPER.readTree(out.toString())) {
      assertThat(run("explain", check.path("id").asText())).isZero();
      assertThat(out.toString()).contains(check.path("cannot").asText());
    }
  }

  @Test
  void answers_an_unknown_check_with_the_nearest_one() {
    assertThat(run("explain", "documents.equals")).isEqualTo(2);
    assertThat(err.toString()).contains("did you mean documents.equal?");
  }

  @Test
  void says_where_temporal_was_looked_for_and_how_to_start_it() {
    assertThat(run("status", "kb")).isEqualTo(3);
    assertThat(err.toString()).contains(nowhere).contains("./runbook up");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void says_what_is_wrong_with_a_plan_and_where() throws IOException {
    Path plan = home.resolve("plan.yaml");
    Files.writeString(
        plan,
        """
        migration: kb
        source: {url: "http://a"}
        target: {url: "http://b"}
        people: {operations-lead: [ann], dba: [bo], security: [cy]}
        quarantin: {maxRecords: 5}
        """);

    assertThat(run("plan", "check", plan.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("'quarantin'").contains("did you mean 'quarantine'?");
    assertThat(run("plan", "check", home.resolve("none.yaml").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("There is no plan");
  }

  @Test
  void an_answer_takes_no_witness_who_spoke_of_something_else() throws IOException {
    refusesWitness(2, "cannot be read: there is no such file");
    refusesWitness(2, "is not the JSON that docs/verify.py --json writes", "[1,");
    refusesWitness(
        2, "is not the JSON that docs/verify.py --json writes", "{\"verdict\":\"FINE\"}");
    refusesWitness(
        4, "could not tell (no answer)", "{\"verdict\":\"CANNOT TELL\",\"reason\":\"no answer\"}");
    refusesWitness(4, "the migration other", witness("EQUAL", "other", DIGEST));
    refusesWitness(
        4,
        "./runbook report kb --format json -o report.json",
        witness("EQUAL", "kb", "a".repeat(64)));
    refusesWitness(
        4,
        "spoke on the evidence – and the answer is given on 3f2a9c0d1b7e",
        witness("EQUAL", "kb", ""));
  }

  @Test
  void no_approval_rests_on_a_witness_who_says_different_but_a_rejection_may() throws IOException {
    String different = witness("DIFFERENT", "kb", DIGEST);

    refusesWitness(4, "2 different, 1 missing, 0 added", different);
    assertThat(err.toString())
        .contains("./runbook reject kb --gate go-no-go --role dba --by bo --evidence 3f2a9c0d1b7e");
    assertThat(answer("reject", different)).isEqualTo(3);
    assertThat(err.toString()).contains(nowhere);
    assertThat(answer("approve", witness("EQUAL", "kb", DIGEST))).isEqualTo(3);
  }

  private static final String DIGEST = "3f2a9c0d1b7e" + "0".repeat(52);

  private static String witness(String verdict, String migration, String evidence) {
    return "{\"verdict\":\"%s\",\"migration\":\"%s\",\"evidenceDigest\":\"%s\",\"totals\":{\"different\":2,\"missing\":1}}"
        .formatted(verdict, migration, evidence);
  }

  private void refusesWitness(int exitCode, String sentence, String... written) throws IOException {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    assertThat(answer("approve", written)).as("%s", err).isEqualTo(exitCode);
    assertThat(err.toString()).contains(sentence);
    assertThat(err.toString().lines()).hasSize(1);
  }

  private int answer(String message, String... written) throws IOException {
    Path file = home.resolve("witness.json");
    for (String text : written) {
      Files.writeString(file, text);
    }
    return run(
        message,
        "kb",
        "--gate",
        "go-no-go",
        "--role",
        "dba",
        "--by",
        "bo",
        "--evidence",
        "3f2a9c0d1b7e",
        "--witness",
        file.toString());
  }

  @Test
  void says_which_server_of_a_plan_cannot_be_reached() throws IOException {
    Path plan = home.resolve("plan.yaml");
    Files.writeString(
        plan,
        """
        migration: kb
        source: {url: "http://%s"}
        target: {url: "http://127.0.0.1:9"}
        people: {operations-lead: [ann], dba: [bo], security: [cy]}
        """
            .formatted(nowhere));

    assertThat(run("plan", "check", plan.toString())).isEqualTo(3);
    assertThat(err.toString()).contains("The source http://" + nowhere).contains("in the plan");
  }

  @Test
  void says_that_there_is_no_such_migration_to_report_on() {
    assertThat(run("report", "kb")).isEqualTo(2);
    assertThat(err.toString()).contains("There is no migration kb");
    assertThat(run("report", "../..")).isEqualTo(2);
  }

  @Test
  void gives_the_report_without_temporal() throws IOException {
    Files.createDirectories(home.resolve("runs/kb"));
    assertThat(run("report", "kb")).isEqualTo(4);
    Files.writeString(home.resolve("runs/kb/report.md"), "# kb\n");
    Files.writeString(home.resolve("runs/kb/report.html"), "<h1>kb</h1>\n");
    Files.writeString(home.resolve("runs/kb/report.json"), "{\"migration\":\"kb\"}");
    Path copy = home.resolve("copy.html");

    assertThat(run("report", "kb")).isZero();
    assertThat(run("report", "kb", "--json")).isZero();
    assertThat(run("report", "kb", "--format", "html", "-o", copy.toString())).isZero();
    assertThat(out.toString()).isEqualTo("# kb\n{\"migration\":\"kb\"}\nWrote " + copy + "\n");
    assertThat(copy).content().isEqualTo("<h1>kb</h1>\n");
  }

  @Test
  void a_server_of_another_name_or_of_somebody_else_is_not_restarted() throws IOException {
    Files.writeString(
        home.resolve("stack.json"),
        "{\"servers\":{\"target\":{\"url\":\"http://theirs:8000\",\"origin\":\"ENVIRONMENT\"}}}");

    assertThat(run("server", "restart", "targt")).isEqualTo(2);
    assertThat(err.toString()).contains("No Chroma server named targt", home.toString());
    assertThat(run("server", "restart", "target")).isEqualTo(4);
    assertThat(err.toString()).contains("http://theirs:8000", "restart it where it was started");
  }

  @Test
  void nothing_is_given_up_of_a_migration_that_nobody_knows() {
    assertThat(run("snapshot", "prune", "--yes", "--abandon", "kb")).isEqualTo(2);
    assertThat(err.toString()).contains("There is no migration kb");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void refuses_demo_wishes_that_cannot_come_true() {
    assertThat(run("demo", "--records", "5")).isEqualTo(2);
    assertThat(run("demo", "--ask")).isEqualTo(2);
    assertThat(err.toString()).contains("between 6 and 10000000").contains("needs a terminal");
  }

  @Test
  void counts_are_said_in_one_way_whatever_language_the_machine_speaks() {
    Locale ours = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(RunbookCommandLine.ofThisProcess().getSubcommands()).containsKey("status");

      assertThat("%,d records".formatted(9_832)).isEqualTo("9,832 records");
    } finally {
      Locale.setDefault(ours);
    }
  }

  private int run(String... arguments) {
    return line().execute(arguments);
  }

  private CommandLine line() {
    return RunbookCommandLine.over(
        new Session(
            Terminal.toProgram(out, err),
            Map.of("RUNBOOK_HOME", home.toString(), "TEMPORAL_ADDRESS", nowhere)));
  }
}
