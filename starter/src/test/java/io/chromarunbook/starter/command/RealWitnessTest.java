package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.validation.ValidationActivitiesImpl;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.starter.migration.CalledWitness;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.starter.migration.TestMigration;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.workflows.RunbookDataConverter;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.steps.ValidationActivities;
import io.chromarunbook.workflows.steps.ValidationSummary;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The witness of the documents, on real servers, held against the suite. */
@ExtendWith(MigrationStage.Extension.class)
@Timeout(180)
@SuppressWarnings("try") // a worker works while it is open
@Tag("servers")
class RealWitnessTest {

  private static final String MORE =
      "timeline: {monitoring: PT2S, probeEvery: PT1S}\nvalidation: {queries: 5, topK: 3}\n";
  private static final String COLLECTION = "sql_language";

  @TempDir private Path folder;
  private final MigrationStage stage;
  private TestMigration migration;
  private Path report;
  private Path result;
  private CalledWitness called;

  RealWitnessTest(MigrationStage stage) {
    this.stage = stage;
  }

  @BeforeEach
  void names_files() {
    report = folder.resolve("report.json");
    result = folder.resolve("witness.json");
    migration = new TestMigration(stage);
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

  @Test
  void the_witness_agrees_with_the_suite_on_every_damage_and_speaks_at_the_gate() throws Exception {
    migration.seed(120);
    Path plan = folder.resolve("plan.yaml");
    Files.writeString(plan, plan());
    try (AutoCloseable worker = stage.worker();
        Suite suite = new Suite()) {
      succeeds("start " + plan);
      migration.approve(GateId.PRE_MIGRATION);
      String evidence = untilOpen();
      succeeds("report " + migration.id() + " --format json -o " + report);

      agree(suite, "nothing", "EQUAL", new Totals(120, 120, 0, 0, 0, 0, 0));
      damageEverything(suite);
      type(answer("approve", "dba", "bo", evidence))
          .fails(ExitCode.REFUSED, "DIFFERENT", "./runbook reject " + migration.id());
      agree(suite, "nothing any more", "EQUAL", new Totals(120, 120, 0, 0, 0, 0, 0));

      String approval = answer("approve", "dba", "bo", evidence);
      type(approval.replace(migration.id(), "another")).fails(ExitCode.REFUSED, migration.id());
      succeeds(approval);
      assertThat(succeeds("evidence " + migration.id()))
          .contains("bo as dba approved", "witness says EQUAL: 120 equal");
      assertThat(succeeds("status " + migration.id())).contains("witness says EQUAL: 120 equal");
      approveWithoutWitness(evidence);
      migration.until(RunState.COMPLETED);
    }
    assertThat(succeeds("report " + migration.id())).contains("witness says EQUAL: 120 equal");
    JsonNode answer = type("report " + migration.id() + " --json").json().at("/gates/1/answers/0");
    assertThat(answer.at("/witness/verdict").asText()).isEqualTo("EQUAL");
    assertThat(answer.at("/witness/equal").asInt()).isEqualTo(120);
  }

  @Test
  void the_witness_says_why_it_cannot_tell() throws Exception {
    Files.writeString(report, "{\"migration\": \"kb\"}");
    assertThat(witness(stage.targetUrl())).isEqualTo(2);
    assertThat(called.text("reason")).contains("is no report of this release");

    Files.writeString(report, REPORT.formatted(""));
    assertThat(witness(stage.targetUrl())).isEqualTo(2);
    assertThat(called.text("reason")).contains("nothing to compare");

    Files.writeString(
        report,
        REPORT.formatted(
            "{\"name\": \"kb\", \"target\": \"kb\", \"records\": 1, \"quarantined\": []}"));
    assertThat(witness("http://127.0.0.1:9")).isEqualTo(2);
    assertThat(called.text("reason")).contains("http://127.0.0.1:9/api/v2/heartbeat");
    assertThat(called.text("verdict")).isEqualTo("CANNOT TELL");
    assertThat(witness(stage.targetUrl())).isEqualTo(1);
    assertThat(called.said()).contains("the source has no collection of this name", "DIFFERENT");
  }

  private static final String REPORT =
      """
      {"migration": "kb", "planDigest": "", "gates": [], "queries": [], "quarantine": {"count": 0},
       "totals": {"equal": 1, "quarantined": 0, "different": 0, "missing": 0, "added": 0},
       "comparison": {
         "source": {"tenant": "default_tenant", "database": "default_database"},
         "target": {"tenant": "default_tenant", "database": "default_database"},
         "transform": {}, "topK": 3, "maxRecallDrop": 0.02, "collections": [%s]}}
      """;

  /** One damage, and the field it is to be found in. */
  private record Damage(String field, UnaryOperator<ChromaRecord> done) {}

  private static final List<Damage> BEYOND_TOLERANCE =
      List.of(
          new Damage("document", record -> with(record, record.document() + ".")),
          new Damage("metadata:chars", record -> with(record, "chars", 57.0)),
          new Damage("metadata:chunk_index", record -> with(record, "chunk_index", "57")),
          new Damage("metadata:has_code", record -> with(record, "has_code", 1L)),
          new Damage("metadata:more", record -> with(record, "more", "of it")),
          new Damage(
              "metadata:code_share", record -> with(record, "code_share", share(record) + 1e-9)),
          new Damage("embedding", record -> with(record, vector(record, 1e-3f))));

  private static final Damage WITHIN_TOLERANCE =
      new Damage("", record -> with(record, "code_share", Math.nextUp(share(record))));

  private static final Damage ONE_ULP =
      new Damage(
          "embedding", record -> with(record, vector(record, Math.ulp(record.embedding()[7]))));

  /** Damages records, each by another damage, and mends them again. */
  private void damageEverything(Suite suite) throws Exception {
    try (WritableServer target = stage.target(migration.database())) {
      CollectionInfo collection = target.collection(COLLECTION).orElseThrow();
      boolean cosine = collection.distance() == DistanceFunction.COSINE;
      List<Damage> beyond = new ArrayList<>(BEYOND_TOLERANCE);
      List<Damage> within = new ArrayList<>(List.of(WITHIN_TOLERANCE));
      (cosine ? within : beyond).add(ONE_ULP);
      damage(suite, target, collection, within, List.of());
      damage(suite, target, collection, beyond, beyond);

      ChromaRecord record = first(target, collection, 1).get(0);
      target.upsert(collection, List.of(renamed(record)));
      agree(suite, "an added record", "DIFFERENT", new Totals(120, 120, 0, 0, 0, 1, 0));
      target.delete(collection, List.of(renamed(record).id(), record.id()));
      agree(suite, "a missing record", "DIFFERENT", new Totals(120, 119, 0, 0, 1, 0, 0));
      target.upsert(collection, List.of(record));
    }
  }

  private void damage(
      Suite suite,
      WritableServer target,
      CollectionInfo collection,
      List<Damage> damages,
      List<Damage> found)
      throws Exception {
    List<ChromaRecord> records = first(target, collection, damages.size());
    List<ChromaRecord> damaged = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int number = 0; number < damages.size(); number++) {
      damaged.add(damages.get(number).done().apply(records.get(number)));
      if (found.contains(damages.get(number))) {
        expected.add(
            "\"%s\" differs in [\"%s\"]"
                .formatted(records.get(number).id(), damages.get(number).field()));
      }
    }
    target.upsert(collection, damaged);
    agree(
        suite,
        damages.toString(),
        found.isEmpty() ? "EQUAL" : "DIFFERENT",
        new Totals(120, 120 - found.size(), 0, found.size(), 0, 0, 0));
    assertThat(differences()).containsExactlyInAnyOrderElementsOf(expected);
    target.delete(collection, records.stream().map(ChromaRecord::id).toList());
    target.upsert(collection, records);
  }

  /** Both count the same, and one says different exactly where the other finds a blocking fault. */
  private void agree(Suite suite, String what, String verdict, Totals expected) throws Exception {
    ValidationSummary summary = suite.validate();
    int ended = witness(stage.targetUrl());

    assertThat(counts(Json.MAPPER.valueToTree(summary.findings().totals())))
        .as(what)
        .isEqualTo(counts(Json.MAPPER.valueToTree(expected)));
    assertThat(counts(called.result().path("totals")))
        .as(what)
        .isEqualTo(counts(Json.MAPPER.valueToTree(expected)));
    assertThat(called.text("verdict")).as(what).isEqualTo(verdict);
    assertThat(ended).isEqualTo(verdict.equals("EQUAL") ? 0 : 1);
    assertThat(blocking(summary).isEmpty())
        .as("%s: %s", what, blocking(summary))
        .isEqualTo(verdict.equals("EQUAL"));
  }

  private static List<String> blocking(ValidationSummary summary) {
    return summary.checks().stream()
        .filter(check -> check.severity() == CheckResult.Severity.BLOCKING)
        .filter(check -> check.result() == CheckResult.Result.FAIL)
        .map(CheckResult::id)
        .toList();
  }

  /** Without those equal by tolerance, which depend on what a server has written out yet. */
  private static List<Integer> counts(JsonNode totals) {
    List<Integer> counts = new ArrayList<>();
    for (String kind : List.of("equal", "quarantined", "different", "missing", "added")) {
      counts.add(totals.path(kind).asInt(-1));
    }
    return counts;
  }

  private int witness(String target) throws IOException, InterruptedException {
    called = CalledWitness.with(stage.sourceUrl(), target, report, result);
    return called.exitCode();
  }

  private List<String> differences() {
    List<String> all = new ArrayList<>();
    for (JsonNode collection : called.result().path("collections")) {
      collection.path("differences").forEach(each -> all.add(each.asText()));
    }
    return all;
  }

  // Records.

  private static List<ChromaRecord> first(
      WritableServer target, CollectionInfo collection, int most) {
    List<String> ids = new ArrayList<>();
    target.ids(collection, ids::add);
    List<ChromaRecord> found = new ArrayList<>();
    target.records(collection, ids.subList(0, most), found::add);
    return found;
  }

  private static ChromaRecord renamed(ChromaRecord record) {
    return new ChromaRecord(
        "somebody-else", record.document(), null, record.metadata(), record.embedding());
  }

  private static double share(ChromaRecord record) {
    return (Double) record.metadata().get("code_share");
  }

  private static float[] vector(ChromaRecord record, float more) {
    float[] moved = record.embedding().clone();
    moved[7] += more;
    return moved;
  }

  private static ChromaRecord with(ChromaRecord record, String document) {
    return new ChromaRecord(record.id(), document, null, record.metadata(), record.embedding());
  }

  private static ChromaRecord with(ChromaRecord record, float[] embedding) {
    return new ChromaRecord(record.id(), record.document(), null, record.metadata(), embedding);
  }

  private static ChromaRecord with(ChromaRecord record, String key, Object value) {
    Map<String, Object> metadata = new HashMap<>(record.metadata());
    metadata.put(key, value);
    return new ChromaRecord(record.id(), record.document(), null, metadata, record.embedding());
  }

  // Typing.

  /** The standard plan; a default would let the target's filters select more than the source's. */
  private String plan() {
    return migration
            .plan()
            .replace("lang: {type: string, default: en, required: true}", "lang: {type: string}")
        + MORE;
  }

  private String untilOpen() {
    MigrationStatus open =
        migration.until(
            "go-no-go open",
            status -> TestMigration.line(status, GateId.GO_NO_GO).open() || status.state().ended());
    return TestMigration.line(open, GateId.GO_NO_GO).evidenceDigest();
  }

  private String answer(String message, String role, String by, String evidence) {
    return "%s %s --gate go-no-go --role %s --by %s --evidence %s --witness %s"
        .formatted(message, migration.id(), role, by, evidence, result);
  }

  private void approveWithoutWitness(String evidence) {
    for (String who : List.of("operations-lead --by ann", "security --by cy")) {
      var ignored =
          succeeds(
              "approve %s --gate go-no-go --role %s --evidence %s"
                  .formatted(migration.id(), who, evidence));
    }
  }

  private String succeeds(String command) {
    Typed typed = type(command);
    assertThat(typed.exitCode()).as("%s", typed).isZero();
    return typed.out();
  }

  private Typed type(String command) {
    Map<String, String> environment = new HashMap<>(MigrationStage.environment());
    environment.put("RUNBOOK_HOME", stage.home().toString());
    return Typed.in(environment, command.split(" "));
  }

  /** Step 4 alone, as a worker would do it. */
  private final class Suite implements AutoCloseable {

    private final TestActivityEnvironment environment =
        TestActivityEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(RunbookDataConverter.create())
                        .build())
                .build());
    private final RunReference run =
        new RunReference(migration.id(), "any", Json.digest(PlanReader.read(plan())));

    Suite() {
      environment.registerActivitiesImplementations(
          new ValidationActivitiesImpl(
              new Runs(
                  new RunbookHome(stage.home()),
                  new Secrets(System.getenv()::get),
                  ChromaServers::toWrite)));
    }

    ValidationSummary validate() {
      ValidationActivities validation = environment.newActivityStub(ValidationActivities.class);
      Progress compared = validation.compareBoth(run, Position.START);
      while (compared.next().isPresent()) {
        compared = validation.compareBoth(run, compared.next().get());
      }
      return validation.concludeValidation(run);
    }

    @Override
    public void close() {
      environment.close();
    }
  }
}
