package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.starter.migration.TestMigration;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The suite by itself, between a real 0.5 server and a real 1.5 one. */
@ExtendWith(MigrationStage.Extension.class)
@Timeout(180)
@SuppressWarnings("try") // a worker works, and a lock is held, while it is open
@Tag("servers")
class ValidateCommandTest {

  private static final String COLLECTION = "sql_language";
  private static final JsonSchema SCHEMA = schema();

  @TempDir private Path home;
  private final MigrationStage stage;
  private TestMigration migration;

  ValidateCommandTest(MigrationStage stage) {
    this.stage = stage;
  }

  @BeforeEach
  void newDatabases() {
    migration = new TestMigration(stage);
  }

  @AfterEach
  void thaw() {
    stage.thaw();
  }

  @Test
  void what_a_run_found_anybody_finds_again_and_its_damage_too() throws Exception {
    migration.seed(120);
    try (AutoCloseable worker = stage.worker()) {
      migration.start("").approve(GateId.PRE_MIGRATION);
      migration.until("validated", ValidateCommandTest::validated);
    } finally {
      stage.client().newUntypedWorkflowStub(migration.id()).terminate("the test goes on alone");
    }
    Path run = stage.home().resolve("runs").resolve(migration.id());
    JsonNode ofTheRun = Json.MAPPER.readTree(run.resolve("validation.json").toFile());
    assertThat(run.resolve("validation-failures.json")).content().isEqualTo("{ }");
    Set<String> filesOfTheRun = files(run);
    Map<String, String> atTarget = contents();

    Typed whole = validate(migration.plan(), "--json", "--write-probe");

    assertThat(whole.exitCode()).as("%s", whole).isZero();
    assertThat(ids(whole.json(), "fail")).isEmpty();
    assertThat(ids(whole.json(), "pass")).hasSizeGreaterThan(40).contains("write.delete");
    assertThat(ids(whole.json(), "not-applicable")).contains("collections.own");
    assertThat(differing(ofTheRun, whole.json())).containsExactly("collections.own");
    assertThat(contents()).isEqualTo(atTarget);
    assertThat(files(run)).isEqualTo(filesOfTheRun);
    assertThat(files(home))
        .containsExactlyInAnyOrder(
            "home.id",
            "validations/." + migration.id() + ".lock",
            "validations/" + migration.id() + "/validation.json",
            "validations/" + migration.id() + "/validation-failures.json");
    for (JsonNode document : List.of(ofTheRun, whole.json())) {
      assertThat(SCHEMA.validate(document)).isEmpty();
      assertEachDamageIsSeen(document);
    }

    damage();
    Typed damaged = validate(migration.plan());

    assertThat(damaged.exitCode()).as("%s", damaged).isEqualTo(ExitCode.DATA);
    assertThat(damaged.out().lines().filter(line -> !line.startsWith(" ")).findFirst())
        .hasValueSatisfying(line -> assertThat(line).startsWith("✗ FAIL"));
    assertThat(damaged.out())
        .containsPattern("✗ FAIL +documents\\.equal +1 failing of")
        .containsPattern("✗ FAIL +identity\\.none-lost +1 failing of 120")
        .containsPattern("✗ FAIL +counts\\.match +119 records")
        .containsPattern("✓ PASS +collections\\.distance")
        .containsPattern("– N/A +write\\.upsert +no write probe was asked for")
        .contains("All they failed on: " + home, "Next: ./runbook explain ");
    assertThat(damaged.out().lines().reduce((before, last) -> last).orElseThrow())
        .matches("\\d+ checks in 12 families: [1-9]\\d* FAIL, .*");

    Typed counts = validate(migration.plan(), "--family", "counts", "--json");

    assertThat(counts.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(ids(counts.json(), "fail"))
        .containsExactlyInAnyOrder("counts.collections", "counts.match");
    assertThat(ids(counts.json(), "not-applicable")).containsExactly("counts.sum");
    assertThat(counts.json().path("checks")).hasSize(4);
    assertThat(SCHEMA.validate(counts.json())).isEmpty();
    Typed documents = validate(migration.plan(), "--check", "documents.sizes", "--json");
    assertThat(documents.json().path("checks")).hasSize(1);
    assertThat(documents.json().has("findings")).isFalse();
    assertThat(SCHEMA.validate(documents.json())).isEmpty();
  }

  @Test
  void data_that_somebody_else_moved_is_judged_by_what_the_plan_would_let_through()
      throws IOException {
    moveByHand(60);
    try (WritableServer source = stage.source(migration.database())) {
      ChromaRecord refused =
          new ChromaRecord("refused", "text", null, Map.of("#key", 1L), vectorOfAny(source));
      source.upsert(source.collection(COLLECTION).orElseThrow(), List.of(refused));
    }
    Path leftOver = home.resolve("validations").resolve(migration.id()).resolve("snapshot/half");
    Files.createDirectories(leftOver.getParent());
    Files.writeString(leftOver, "what a killed one left");

    Typed intolerant = validate(plainPlan(""), "--family", "identity");
    Typed tolerant = validate(plainPlan("quarantine: {maxRecords: 1}\n"), "--json");

    assertThat(intolerant.exitCode()).as("%s", intolerant).isEqualTo(ExitCode.DATA);
    assertThat(intolerant.out())
        .containsPattern("✗ FAIL +identity\\.quarantine-budget +1 in quarantine")
        .containsPattern("✓ PASS +identity\\.quarantined-absent");
    assertThat(tolerant.exitCode()).as("%s", tolerant).isZero();
    assertThat(tolerant.json().at("/findings/totals/quarantined").asInt()).isEqualTo(1);
    assertThat(tolerant.json().at("/findings/totals/equal").asInt()).isEqualTo(60);
    assertThat(leftOver).doesNotExist();
  }

  @Test
  void one_validation_of_a_plan_runs_at_a_time() throws IOException {
    moveByHand(6);
    Path lock = home.resolve("validations").resolve("." + migration.id() + ".lock");
    Files.createDirectories(lock.getParent());
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      validate(plainPlan(""))
          .fails(ExitCode.REFUSED, "Another validation works in", "wait until it has ended");
    }
    assertThat(validate(plainPlan(""), "--family", "collections").exitCode()).isZero();
  }

  @Test
  void wrong_usage_is_one_sentence() throws IOException {
    validate(plainPlan(""), "--family", "count")
        .fails(ExitCode.USAGE, "no family 'count'", "connectivity, collections, counts");
    validate(plainPlan(""), "--check", "documents.equals")
        .fails(ExitCode.USAGE, "did you mean documents.equal?", "./runbook explain");
    validate(plainPlan("")).fails(ExitCode.USAGE, "has no collections");
    Typed both = validate(plainPlan("").replace(stage.targetUrl(), "http://127.0.0.1:9"));
    assertThat(both.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(both.err())
        .contains("has 2 errors", "has no collections", "target http://127.0.0.1:9 cannot be used");
    type("validate", home.resolve("no-plan.yaml").toString())
        .fails(ExitCode.USAGE, "There is no plan");
    assertThat(home.resolve("validations")).doesNotExist();
  }

  private static boolean validated(MigrationStatus status) {
    return TestMigration.line(status, GateId.GO_NO_GO).open()
        || status.state() == RunState.HOLD
        || status.state().ended();
  }

  /** One record changed and one removed, by somebody who is not the run. */
  private void damage() {
    try (WritableServer target = stage.target(migration.database())) {
      CollectionInfo collection = target.collection(COLLECTION).orElseThrow();
      List<String> ids = new ArrayList<>();
      target.ids(collection, ids::add);
      target.update(collection, ids.get(0), "another text");
      target.delete(collection, List.of(ids.get(1)));
    }
  }

  /** Moves records as people do who have no tool: what they get they add. */
  private void moveByHand(int records) {
    migration.seed(records);
    try (WritableServer source = stage.source(migration.database());
        WritableServer target = stage.target(migration.database())) {
      for (CollectionInfo from : source.collections()) {
        CollectionInfo to =
            target.create(
                new NewCollection(from.name(), from.metadata(), from.distance(), from.index()));
        List<String> ids = new ArrayList<>();
        source.ids(from, ids::add);
        List<ChromaRecord> page = new ArrayList<>();
        source.records(from, ids, page::add);
        target.upsert(to, page);
      }
    }
  }

  private float[] vectorOfAny(WritableServer server) {
    CollectionInfo collection = server.collection(COLLECTION).orElseThrow();
    List<String> ids = new ArrayList<>();
    server.ids(collection, ids::add);
    List<ChromaRecord> records = new ArrayList<>();
    server.records(collection, ids.subList(0, 1), records::add);
    return records.get(0).embedding();
  }

  private String plainPlan(String more) {
    return """
        migration: %s
        source: {url: "%s", database: %s}
        target: {url: "%s", database: %s}
        people: {operations-lead: [ann], dba: [bo], security: [cy]}
        """
            .formatted(
                migration.id(),
                stage.sourceUrl(),
                migration.database(),
                stage.targetUrl(),
                migration.database())
        + more;
  }

  private Typed validate(String plan, String... options) throws IOException {
    Path file = Files.writeString(stage.home().resolve(migration.id() + ".yaml"), plan);
    return type(
        Stream.concat(Stream.of("validate", file.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  private Typed type(String... arguments) {
    Map<String, String> environment = new HashMap<>(MigrationStage.environment());
    environment.put("RUNBOOK_HOME", home.toString());
    return Typed.in(environment, arguments);
  }

  private static List<String> ids(JsonNode document, String result) {
    return StreamSupport.stream(document.path("checks").spliterator(), false)
        .filter(check -> check.path("result").asText().equals(result))
        .map(check -> check.path("id").asText())
        .toList();
  }

  private static List<String> differing(JsonNode one, JsonNode other) {
    List<String> differing = new ArrayList<>();
    for (int check = 0; check < one.path("checks").size(); check++) {
      JsonNode mine = one.path("checks").path(check);
      if (!mine.path("result").equals(other.path("checks").path(check).path("result"))) {
        differing.add(mine.path("id").asText());
      }
    }
    return differing;
  }

  private static void assertEachDamageIsSeen(JsonNode document) {
    assertDamaged(document, "/checks/0", "result", "\"maybe\"");
    assertDamaged(document, "/checks/0", "failures", "[\"a\"]");
    assertDamaged(document, "/checks/0", "id", null);
    assertDamaged(document, "/findings/totals", "equal", "-1");
    assertDamaged(document, "/targets/0", "totals", null);
    assertDamaged(document, "", "planDigest", "\"none\"");
  }

  private static void assertDamaged(JsonNode document, String at, String field, String json) {
    JsonNode damaged = document.deepCopy();
    ObjectNode place = (ObjectNode) damaged.at(at);
    try {
      if (json == null) {
        place.remove(field);
      } else {
        place.set(field, Json.MAPPER.readTree(json));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Set<ValidationMessage> messages = SCHEMA.validate(damaged);
    assertThat(messages).as("%s/%s = %s", at, field, json).isNotEmpty();
  }

  private Map<String, String> contents() {
    Map<String, String> contents = new TreeMap<>();
    try (WritableServer target = stage.target(migration.database())) {
      for (CollectionInfo collection : target.collections()) {
        contents.put(collection.name(), collection.id() + new TreeMap<>(collection.metadata()));
        List<String> ids = new ArrayList<>();
        target.ids(collection, ids::add);
        target.records(
            collection,
            ids,
            record ->
                contents.put(
                    collection.name() + "/" + record.id(),
                    record.document() + new TreeMap<>(record.metadata())));
      }
    }
    return contents;
  }

  private static Set<String> files(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      Set<String> files = new TreeSet<>();
      tree.filter(Files::isRegularFile)
          .forEach(file -> files.add(folder.relativize(file).toString()));
      return files;
    }
  }

  private static JsonSchema schema() {
    try {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(Files.readString(Path.of("../docs/schema/validation.schema.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
