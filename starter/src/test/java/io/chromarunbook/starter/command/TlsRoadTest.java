package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.starter.migration.TestMigration;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.tls.MadeCertificates;
import io.chromarunbook.starter.tls.TlsGateway;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that opens a connection, to real servers behind gateways that speak TLS by a private
 * CA, want a certificate and a token, and have the server below a path.
 */
@ExtendWith(MigrationStage.Extension.class)
@Timeout(240)
@SuppressWarnings("try") // a worker works while it is open
@Tag("servers")
class TlsRoadTest {

  private static final String TOKEN = "s3cr3t-t0ken";
  private static final String VARIABLE = "GATEWAY_TOKEN";

  @TempDir private Path folder;
  private final MigrationStage stage;
  private TestMigration migration;
  private MadeCertificates made;
  private MadeCertificates.Issued client;
  private TlsGateway source;
  private TlsGateway target;
  private Path token;

  TlsRoadTest(MigrationStage stage) {
    this.stage = stage;
  }

  @BeforeEach
  void gateways() throws Exception {
    made = new MadeCertificates(folder.resolve("certificates"));
    client = made.issue("client");
    MadeCertificates.Issued here = made.issue("here", "-ext", MadeCertificates.HERE);
    migration = new TestMigration(stage).seed(60);
    source = new TlsGateway(stage.sourceUrl(), here.context(), TOKEN, migration.database());
    target = new TlsGateway(stage.targetUrl(), here.context(), TOKEN, migration.database());
    token = Files.writeString(folder.resolve("token"), TOKEN);
  }

  @AfterEach
  void closeGateways() {
    source.close();
    target.close();
    stage.thaw();
  }

  @Test
  void plan_run_validation_witness_and_restore_go_by_it() throws Exception {
    Path plan = planOf(drafted());
    Typed untrusted = type("plan", "check", planOf(without("ca")).toString());
    assertThat(untrusted.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(untrusted.err().replaceAll("\\s+", " "))
        .contains(
            "The certificate of " + source.url() + " is not signed by anyone this machine trusts",
            "source.ca in the plan",
            "The certificate of " + target.url(),
            "target.ca in the plan");
    Typed checked = type("plan", "check", plan.toString());
    assertThat(checked.exitCode()).as("%s", checked).isZero();
    assertThat(checked.out())
        .contains(source.url() + ", default_tenant/" + migration.database() + " (0.5.23");

    try (AutoCloseable worker = stage.worker()) {
      Typed started = type("start", plan.toString());
      assertThat(started.exitCode()).as("%s", started).isZero();
      migration.approve(GateId.PRE_MIGRATION).approve(GateId.GO_NO_GO);
      MigrationStatus completed = migration.until(RunState.COMPLETED);
      assertThat(completed.totals().equal()).isEqualTo(60);
      assertThat(completed.source().database()).isEqualTo(migration.database());
      assertThat(witness()).contains("EQUAL: 60 records at the source, 60 at the target");
    }
    Typed valid = type("validate", plan.toString(), "--write-probe");
    assertThat(valid.exitCode()).as("%s", valid).isZero();
    assertThat(restored()).isEqualTo(60);
  }

  private String drafted() {
    List<String> words = new ArrayList<>(List.of("plan", "init"));
    for (Map.Entry<String, TlsGateway> side :
        Map.of("--source", source, "--target", target).entrySet()) {
      words.addAll(List.of(side.getKey(), side.getValue().url()));
      words.addAll(certificates(side.getKey() + "-"));
      words.addAll(List.of(side.getKey() + "-header", TlsGateway.HEADER + "=file:" + token));
    }
    Typed draft = type(words.toArray(new String[0]));
    assertThat(draft.exitCode()).as("%s", draft).isZero();
    Plan plan = PlanReader.read(draft.out());
    // Nobody named it: the servers say whom the token is for.
    assertThat(plan.source().database()).isEqualTo(migration.database());
    assertThat(plan.target().database()).isEqualTo(migration.database());
    return draft.out();
  }

  /** What was drafted of the servers, with all else as tests have it. */
  private String planned(String draft) {
    int begin = draft.indexOf("\nsource:\n") + 1;
    int end = draft.indexOf("\n\n", draft.indexOf("\ntarget:\n"));
    String servers = draft.substring(begin, end) + "\n";
    String plan = migration.plan();
    return plan.substring(0, plan.indexOf("source:"))
        + servers
        + plan.substring(plan.indexOf("people:"))
        + "timeline: {monitoring: PT3S, probeEvery: PT1S}\n";
  }

  private Path planOf(String draft) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "plan", ".yaml"), planned(draft));
  }

  private String without(String key) {
    return drafted().replaceAll("(?m)^  " + key + ": .*$", "");
  }

  private List<String> certificates(String prefix) {
    return List.of(
        prefix + "ca",
        made.authority().toString(),
        prefix + "certificate",
        client.certificate().toString(),
        prefix + "key",
        client.key().toString());
  }

  private String witness() throws IOException, InterruptedException {
    Path report = folder.resolve("report.json");
    Typed written = type("report", migration.id(), "--format", "json", "-o", report.toString());
    assertThat(written.exitCode()).as("%s", written).isZero();
    List<String> command =
        new ArrayList<>(
            List.of(
                "python3",
                "-I",
                Path.of("..", "docs", "verify.py").toString(),
                "--report",
                report.toString(),
                "--source",
                source.url(),
                "--target",
                target.url()));
    for (String side : List.of("--source-", "--target-")) {
      command.addAll(certificates(side));
      command.addAll(List.of(side + "header", TlsGateway.HEADER + "=" + VARIABLE));
    }
    ProcessBuilder python = new ProcessBuilder(command).redirectErrorStream(true);
    python.environment().put(VARIABLE, TOKEN);
    Process running = python.start();
    String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(running.waitFor()).as(said).isZero();
    return said;
  }

  private long restored() {
    String database = stage.newDatabase();
    List<String> words =
        new ArrayList<>(
            List.of(
                "snapshot",
                "restore",
                stage.home().resolve("runs").resolve(migration.id()).resolve("snapshot").toString(),
                "--to",
                target.url(),
                "--database",
                database,
                "--header",
                TlsGateway.HEADER + "=file:" + token));
    words.addAll(certificates("--"));
    Typed restored = type(words.toArray(new String[0]));
    assertThat(restored.exitCode()).as("%s", restored).isZero();
    try (WritableServer server = stage.target(database)) {
      return server.collections().stream().mapToLong(server::count).sum();
    }
  }

  private Typed type(String... words) {
    Map<String, String> environment = new HashMap<>(MigrationStage.environment());
    environment.put("RUNBOOK_HOME", stage.home().toString());
    return Typed.in(environment, words);
  }
}
