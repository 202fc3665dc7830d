package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.starter.connection.TemporalAtHand;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.starter.migration.TestMigration;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.status.GateLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.temporal.client.WorkflowNotFoundException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others script against: exit codes, sentences and names, on real servers. */
@ExtendWith(MigrationStage.Extension.class)
@Timeout(120)
@SuppressWarnings("try") // a worker works while it is open
@Tag("servers")
class CommandContractTest {

  private static final String QUICK =
      "timeline: {monitoring: PT2S, probeEvery: PT1S, hold: PT3S}\n";

  private static final String UNFINISHED =
      "people: {operations-lead: [change-me], dba: [change-me], security: [change-me]}";

  @TempDir private Path folder;
  private final MigrationStage stage;
  private final String nowhere;
  private TestMigration migration;
  private Path plan;

  CommandContractTest(MigrationStage stage) throws IOException {
    this.stage = stage;
    try (ServerSocket socket = new ServerSocket(0)) {
      nowhere = "http://127.0.0.1:" + socket.getLocalPort();
    }
  }

  @BeforeEach
  void seeds() throws IOException {
    migration = new TestMigration(stage).seed(60);
    plan = folder.resolve("plan.yaml");
    write(migration.plan() + QUICK);
  }

  @AfterEach
  void leaves_no_migration_for_the_worker_of_another_test() {
    try {
      stage.client().newUntypedWorkflowStub(migration.id()).terminate("the test is over");
    } catch (WorkflowNotFoundException e) {
      // None was started, or it has ended.
    }
    stage.thaw();
  }

  private void write(String text) throws IOException {
    Files.writeString(plan, text);
  }

  // Plans that cannot be started.

  /** What is wrong, what of the plan is replaced, by what, and the exit code and words for it. */
  static Stream<Arguments> wrongPlans() {
    return Stream.of(
            wrong("quarantine:", "quarantin:", 2, "'quarantin'", "did you mean 'quarantine'?"),
            wrong("migration:", "migraton:", 2, "'migraton'", "did you mean 'migration'?"),
            wrong(
                "monitoring: PT2S", "monitoring: 2 s", 2, "'2 s'", "timeline.monitoring", "PT60M"),
            wrong("include: [\"*\"]", "include: [tutoral]", 2, "'tutoral'", "mean 'tutorial'?"),
            wrong("{source}", "{nowhere}", 3, "The source {nowhere}", "mend source in the plan"),
            wrong("{target}", "{nowhere}", 3, "The target {nowhere}", "mend target in the plan"))
        .flatMap(
            wrong -> Stream.of("plan check", "start").map(command -> Arguments.of(command, wrong)));
  }

  private static WrongPlan wrong(String written, String instead, int exitCode, String... words) {
    return new WrongPlan(written, instead, exitCode, List.of(words));
  }

  private record WrongPlan(String written, String instead, int exitCode, List<String> words) {}

  @ParameterizedTest
  @MethodSource("wrongPlans")
  void a_wrong_plan_gets_one_sentence_and_changes_nothing(String command, WrongPlan wrong)
      throws IOException {
    String right =
        migration.plan() + QUICK + "quarantine: {maxRecords: 0}\ncollections: {include: [\"*\"]}\n";
    assertThat(right).contains(known(wrong.written()));
    write(
        right.replaceFirst(
            java.util.regex.Pattern.quote(known(wrong.written())), known(wrong.instead())));
    ServerContents before = contents();

    type(command + " " + plan)
        .fails(wrong.exitCode(), wrong.words().stream().map(this::known).toArray(String[]::new));

    assertThat(contents()).isEqualTo(before);
    assertThat(started()).isFalse();
  }

  private String known(String text) {
    return text.replace("{source}", stage.sourceUrl())
        .replace("{target}", stage.targetUrl())
        .replace("{nowhere}", nowhere);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan check", "start", "start --by ann"})
  void a_plan_whose_people_are_not_named_yet_is_no_refusal(String command) throws IOException {
    write((migration.plan() + QUICK).replaceFirst("people: .*", UNFINISHED));

    type(command + " " + plan).fails(ExitCode.USAGE, "is still 'change-me'");

    assertThat(started()).isFalse();
  }

  @Test
  void nobody_starts_a_run_whose_gates_nobody_else_could_answer() throws IOException {
    write(migration.plan() + QUICK + "gates: {fourEyes: true}\n");

    type("start " + plan + " --by ann")
        .fails(ExitCode.REFUSED, "Nothing was started", "other than ann, who starts the run");

    assertThat(started()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan check", "start"})
  void a_taken_target_name_is_refused_and_changes_nothing(String command) {
    try (WritableServer target = stage.target(migration.database())) {
      var ignored =
          target.create(
              new NewCollection(
                  "tutorial",
                  Map.of("whose", "theirs"),
                  DistanceFunction.L2,
                  IndexSettings.DEFAULTS));
    }
    ServerContents before = contents();

    type(command + " " + plan).fails(ExitCode.REFUSED, "already has the collection 'tutorial'");

    assertThat(contents()).isEqualTo(before);
    assertThat(started()).isFalse();
  }

  @Test
  void a_used_id_is_refused_with_the_command_that_has_the_next_free_one() {
    Typed first = type("start " + plan + " --json");
    assertThat(first.exitCode()).as("%s", first).isZero();
    assertThat(names(first.json())).contains("migration", "plan", "planDigest", "next");
    ServerContents before = contents();

    type("start " + plan)
        .fails(
            ExitCode.REFUSED,
            migration.id(),
            "./runbook start " + plan + " --id migration-database-");

    assertThat(contents()).isEqualTo(before);
  }

  // Answers and questions.

  @Test
  void a_gate_takes_no_answer_that_breaks_a_rule_and_says_why() throws Exception {
    try (AutoCloseable worker = stage.worker()) {
      start();
      String digest = line(open(GateId.PRE_MIGRATION), GateId.PRE_MIGRATION).evidenceDigest();
      String approve = "approve " + migration.id() + " --gate pre-migration ";

      type(approve + "--role technician --by ed --evidence " + digest)
          .fails(ExitCode.REFUSED, "technician");
      type(approve + "--role dba --by zoe --evidence " + digest)
          .fails(ExitCode.REFUSED, "zoe", "dba");
      type(approve + "--role dba --by bo --evidence 0123456789ab")
          .fails(ExitCode.REFUSED, "evidence");
      type(approve + "--role dba --by bo")
          .fails(ExitCode.REFUSED, "evidence", "--evidence " + digest.substring(0, 12));
      type(approve + "--role dentist --by bo --evidence " + digest)
          .fails(ExitCode.USAGE, "dentist", "dba");
      assertThat(line(migration.until(RunState.WAITING), GateId.PRE_MIGRATION).answers()).isEmpty();

      Typed status = type("status " + migration.id());
      assertThat(status.exitCode()).isZero();
      assertThat(status.out()).contains("Next", "./runbook approve " + migration.id());
      Typed evidence = type("evidence " + migration.id() + " --json");
      assertThat(names(evidence.json()))
          .contains("gate", "digest", "facts", "criteria", "triggers", "checks");
      assertThat(evidence.json().path("digest").asText()).isEqualTo(digest);

      Typed approved = type(approve + "--role dba --by bo --evidence " + digest.substring(0, 12));
      assertThat(approved.exitCode()).as("%s", approved).isZero();
      Typed refused = type(approve + "--role dba --by zoe --json --evidence " + digest);
      assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(refused.json().path("accepted").asBoolean(true)).isFalse();
      assertThat(refused.json().path("reason").asText()).contains("zoe", "dba");
      Typed aborted = type("abort " + migration.id() + " --by ann --reason over --json");
      assertThat(aborted.exitCode()).as("%s", aborted).isZero();
      assertThat(aborted.json().path("accepted").asBoolean()).isTrue();
      assertThat(migration.until(RunState.STOPPED).state()).isEqualTo(RunState.STOPPED);
      // It says how it ended before its report is complete, and takes messages until then.
      await().atMost(Duration.ofSeconds(60)).until(this::closed);
      type(approve + "--role dba --by bo --evidence " + digest)
          .fails(ExitCode.REFUSED, "has ended");
    }
  }

  @Test
  void an_answer_before_its_gate_opens_is_kept_and_decides_nothing_yet() throws Exception {
    try (AutoCloseable worker = stage.worker()) {
      start();
      String digest = line(open(GateId.PRE_MIGRATION), GateId.PRE_MIGRATION).evidenceDigest();

      Typed early =
          type(
              "approve %s --gate go-no-go --role dba --by bo --evidence %s"
                  .formatted(migration.id(), digest));

      assertThat(early.exitCode()).as("%s", early).isZero();
      assertThat(early.out()).contains("kept", "if the gate go-no-go opens with the evidence");
      assertThat(line(migration.until(RunState.WAITING), GateId.GO_NO_GO).answers()).isEmpty();
    }
  }

  @Test
  void an_unknown_migration_is_wrong_usage_whatever_is_asked_of_it() {
    for (String command :
        List.of(
            "status nobody",
            "status nobody --watch",
            "evidence nobody",
            "report nobody",
            "pause nobody --by ann",
            "close nobody --by ann",
            "decide nobody no-go --by ann",
            "confirm nobody --action freeze --by ed",
            "approve nobody --gate go-no-go --role dba --by bo",
            "approve nobody --gate go-no-go --role dba --by bo --evidence 0123456789ab")) {
      type(command).fails(ExitCode.USAGE, "nobody");
    }
  }

  @Test
  void a_temporal_that_cannot_be_reached_is_named_with_the_command_that_starts_one() {
    String address = nowhere.replace("http://", "");
    Map<String, String> elsewhere = new HashMap<>(environment());
    elsewhere.put("TEMPORAL_ADDRESS", address);
    for (String command :
        List.of("status", "status kb", "evidence kb", "pause kb --by ann", "start " + plan)) {
      Typed.in(elsewhere, command.split(" "))
          .fails(ExitCode.UNREACHABLE, "Temporal", address, "./runbook up");
    }
  }

  @Test
  void an_approval_without_a_worker_is_recorded_and_counts_once() throws Exception {
    String digest;
    try (AutoCloseable worker = stage.worker()) {
      start();
      digest = line(open(GateId.PRE_MIGRATION), GateId.PRE_MIGRATION).evidenceDigest();
    }

    Typed recorded =
        type(
            "approve %s --gate pre-migration --role dba --by bo --evidence %s"
                .formatted(migration.id(), digest));
    assertThat(recorded.exitCode()).as("%s", recorded).isZero();
    assertThat(recorded.out()).contains("Recorded as request", "./runbook up");

    try (AutoCloseable worker = stage.worker()) {
      MigrationStatus counted =
          migration.until("counted", now -> !line(now, GateId.PRE_MIGRATION).answers().isEmpty());
      assertThat(line(counted, GateId.PRE_MIGRATION).answers())
          .singleElement()
          .satisfies(answer -> assertThat(answer.by()).isEqualTo("bo"));
    }
  }

  @Test
  void a_status_without_a_worker_says_what_temporal_knows() throws Exception {
    Typed started = type("start " + plan);
    assertThat(started.exitCode()).as("%s", started).isZero();

    Typed status = type("status " + migration.id() + " --json");

    assertThat(status.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(names(status.json())).contains("migration", "plan", "state", "step", "worker");
    assertThat(status.json().path("worker").path("alive").asBoolean(true)).isFalse();
    assertThat(status.err().lines()).hasSize(1);
    type("evidence " + migration.id()).fails(ExitCode.UNREACHABLE, "No worker", "./runbook up");
  }

  // Names in JSON.

  @Test
  void status_and_report_have_the_promised_names() throws Exception {
    try (AutoCloseable worker = stage.worker()) {
      start();
      migration.approve(GateId.PRE_MIGRATION).approve(GateId.GO_NO_GO);
      migration.until(RunState.COMPLETED);
      Promised.status(type("status " + migration.id() + " --json").json());
      assertThat(type("close " + migration.id() + " --by ann").exitCode()).isZero();
      Typed followed = type("status " + migration.id() + " --watch --json");
      assertThat(followed.exitCode()).isZero();
      Promised.status(followed.json());
    }
    JsonNode report = type("report " + migration.id() + " --json").json();
    Promised.report(report);
    assertThat(report.path("totals").path("equal").asInt()).isEqualTo(60);
  }

  @Test
  void quarantine_and_checkpoints_are_answered_from_disk_and_an_amendment_by_the_run()
      throws Exception {
    addRecordWithoutPackage();
    write(
        migration.plan()
            + "quarantine: {maxRecords: 1}\ntimeline: {monitoring: PT2S, probeEvery: PT1S}\n");
    String required = "package: {type: string, required: true}";
    String rule = "package: {type: string, required: true, default: unknown}";
    try (AutoCloseable worker = stage.worker()) {
      start();
      migration.approve(GateId.PRE_MIGRATION);
      open(GateId.GO_NO_GO);

      JsonNode quarantine = type("quarantine list " + migration.id() + " --json").json();
      assertThat(quarantine.path("total").asInt()).isEqualTo(1);
      JsonNode record = quarantine.path("records").path(0);
      assertThat(names(record)).contains("id", "collection", "part", "reason", "rule", "passes");
      assertThat(record.path("id").asText()).isEqualTo("without\u001b[2Jpackage");
      assertThat(record.path("rule").asText()).isEqualTo(rule);
      assertThat(type("quarantine list " + migration.id()).out())
          .contains("rule: " + rule, "1 records in quarantine", "./runbook amend")
          .doesNotContain("\u001b");

      Typed holds = type("checkpoint verify " + migration.id() + " --json");
      assertThat(holds.exitCode()).as("%s", holds).isZero();
      assertThat(holds.json().path("holds").asBoolean()).isTrue();
      assertThat(names(type("checkpoint list " + migration.id() + " --json").json()))
          .contains("migration", "checkpoints");

      String amend = "amend %s %s --by bo".formatted(migration.id(), plan);
      type(amend).fails(ExitCode.REFUSED, "this is the plan the run goes by already");
      String written = Files.readString(plan);
      write(written.replace("PT2S", "PT3S"));
      type(amend).fails(ExitCode.REFUSED, "timeline.monitoring");
      write(written.replace("quarantine: {maxRecords: 1}", "quarantine: {maxRecords: -1}"));
      type(amend).fails(ExitCode.USAGE, "must not be negative");
      write(written.replace(required, rule));
      Typed amended = type(amend + " --reason default");
      assertThat(amended.exitCode()).as("%s", amended).isZero();
      assertThat(amended.out()).contains("amendment 1", "transform.fields.package", "lapsed");

      type("retry " + migration.id() + " --collection tutorial --by bo")
          .fails(ExitCode.REFUSED, "not in HOLD");
      try (WritableServer target = stage.target(migration.database())) {
        target.drop(target.collection("tutorial").orElseThrow());
      }
      Typed broken = type("checkpoint verify " + migration.id());
      assertThat(broken.exitCode()).as("%s", broken).isEqualTo(ExitCode.DATA);
      assertThat(broken.out()).contains("the target has no collection 'tutorial' any more.");
      assertThat(broken.err()).contains("do not hold", "nothing was changed");
    }
    type("checkpoint verify nobody").fails(ExitCode.USAGE, "nobody");
    type("quarantine list nobody").fails(ExitCode.USAGE, "nobody");
  }

  /** A record whose id would clear a terminal. */
  private void addRecordWithoutPackage() {
    try (WritableServer source = stage.source(migration.database())) {
      var info = source.collection("tutorial").orElseThrow();
      Map<String, Object> metadata = new HashMap<>(Map.of("has_code", false, "code_share", 0.5));
      List.of("version", "file", "title", "section").forEach(key -> metadata.put(key, "v"));
      List.of("idx", "chunks_in_file", "chars", "words").forEach(key -> metadata.put(key, 1L));
      source.upsert(
          info,
          List.of(
              new ChromaRecord(
                  "without\u001b[2Jpackage",
                  "no package",
                  null,
                  metadata,
                  new float[info.dimension().orElseThrow()])));
    }
  }

  @Test
  void doctor_names_what_runs() {
    JsonNode doctor = type("doctor --json").json();

    Promised.stack(doctor);
    assertThat(names(doctor)).contains("findings");
    assertThat(doctor.path("temporal").path("pid").isIntegralNumber()).isTrue();
  }

  @Test
  void up_names_what_runs_and_down_leaves_nothing() {
    Path home = folder.resolve("home");
    Map<String, String> own = new HashMap<>(MigrationStage.environment());
    own.put("RUNBOOK_HOME", home.toString());
    try {
      JsonNode up = Typed.in(own, "up", "--json").json();
      Promised.stack(up);
      assertThat(up.path("workers")).hasSize(1);
      assertThat(ProcessHandle.of(up.path("temporal").path("pid").asLong())).isPresent();
      Typed nothing = Typed.in(own, "status");
      nothing.fails(ExitCode.USAGE, "no migration yet", "./runbook start");
    } finally {
      assertThat(Typed.in(own, "down").exitCode()).isZero();
    }
    JsonNode after = Typed.in(own, "doctor", "--json").json();
    assertThat(after.path("temporal").isNull()).isTrue();
    assertThat(after.path("workers")).isEmpty();
  }

  // Typing.

  private void start() {
    Typed started = type("start " + plan);
    assertThat(started.exitCode()).as("%s", started).isZero();
  }

  private MigrationStatus open(GateId gate) {
    return migration.until(gate + " open", status -> line(status, gate).open());
  }

  private static GateLine line(MigrationStatus status, GateId gate) {
    return TestMigration.line(status, gate);
  }

  private Typed type(String command) {
    return Typed.in(environment(), command.split(" "));
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(MigrationStage.environment());
    environment.put("RUNBOOK_HOME", stage.home().toString());
    return environment;
  }

  private ServerContents contents() {
    return ServerContents.of(stage, migration.database());
  }

  private boolean started() {
    try (TemporalAtHand temporal = TemporalAtHand.reach(stage.home(), environment())) {
      return temporal.migrations().known(migration.id()).isPresent();
    }
  }

  private boolean closed() {
    try (TemporalAtHand temporal = TemporalAtHand.reach(stage.home(), environment())) {
      return temporal.migrations().known(migration.id()).filter(run -> !run.open()).isPresent();
    }
  }

  private static List<String> names(JsonNode document) {
    return document.properties().stream().map(Map.Entry::getKey).toList();
  }
}
