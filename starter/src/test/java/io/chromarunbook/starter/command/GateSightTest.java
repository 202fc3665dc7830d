package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chromarunbook.gate.Endpoint;
import io.chromarunbook.gate.Gate;
import io.chromarunbook.gate.GateOptions;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.starter.migration.TestMigration;
import io.chromarunbook.starter.outcome.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A gate that cannot be used is found before anything is started by it. */
@ExtendWith(MigrationStage.Extension.class)
@Timeout(180)
@SuppressWarnings("try") // a worker works while it is open
@Tag("servers")
class GateSightTest {

  private final MigrationStage stage;
  @TempDir private Path folder;
  private TestMigration migration;
  private Gate gate;
  private Path token;

  GateSightTest(MigrationStage stage) {
    this.stage = stage;
  }

  @BeforeEach
  void opens_a_gate() throws IOException {
    token = Files.writeString(folder.resolve("token"), "the-right-token");
    gate = gate(stage.sourceUrl(), "gate");
    migration = new TestMigration(stage).seed(12);
  }

  private Gate gate(String source, String directory) {
    return Gate.open(
        new GateOptions(
            source,
            Optional.empty(),
            Endpoint.of("--listen", "127.0.0.1:0"),
            Endpoint.of("--admin", "127.0.0.1:0"),
            token,
            folder.resolve(directory),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            GateOptions.WriteKeeping.NONE,
            GateOptions.PATIENCE));
  }

  @AfterEach
  void closes_it() {
    gate.close();
  }

  private Typed checked(String frontDoor, String admin, Path tokenFile) throws IOException {
    String plan = migration.plan();
    Path file =
        Files.writeString(
            folder.resolve("plan.yaml"),
            plan.substring(0, plan.indexOf("traffic:"))
                    .replace(
                        "source: {url: \"" + stage.sourceUrl() + "\"",
                        "source: {url: \"%s\", frontDoor: \"%s\""
                            .formatted(stage.sourceUrl(), frontDoor))
                + "traffic: {mode: gate, gate: {admin: \"%s\", token: {file: \"%s\"}}}\n"
                    .formatted(admin, tokenFile));
    // Its own Temporal: whichever is at the usual port may be another test's.
    Map<String, String> environment = new HashMap<>(MigrationStage.environment());
    environment.put("RUNBOOK_HOME", stage.home().toString());
    return Typed.in(environment, "plan", "check", file.toString());
  }

  @Test
  void what_is_wrong_with_it_is_said_by_the_key_that_names_it() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong"), "another-token");
    try (AutoCloseable worker = stage.worker();
        Gate other = gate(stage.targetUrl(), "other")) {
      // A worker that has only just begun is not asked yet.
      Typed well =
          await()
              .atMost(Duration.ofSeconds(60))
              .until(
                  () -> checked(gate.url(), gate.adminUrl(), token),
                  checked -> !checked.out().contains("Not checked"));
      assertThat(well.exitCode()).as("%s", well).isZero();
      assertThat(well.out()).contains("The gate at " + gate.adminUrl());

      checked(gate.url(), gate.adminUrl(), wrong)
          .fails(ExitCode.USAGE, "traffic.gate.token", "does not take the token");
      checked(gate.url(), gate.adminUrl(), folder.resolve("nowhere"))
          .fails(ExitCode.USAGE, "traffic.gate.token", "is not there");
      checked(stage.sourceUrl(), gate.adminUrl(), token)
          .fails(ExitCode.USAGE, "source.frontDoor", "at the gate");
      checked(gate.url(), other.adminUrl(), token)
          .fails(ExitCode.USAGE, "traffic.gate.admin", "stands before " + stage.targetUrl());
      checked(other.url(), gate.adminUrl(), token)
          .fails(ExitCode.USAGE, "source.frontDoor", "does not pass the gate");
      checked(gate.url(), stage.sourceUrl(), token)
          .fails(ExitCode.USAGE, "traffic.gate.admin", "is no gate");
      checked(gate.url(), "http://127.0.0.1:9", token)
          .fails(
              ExitCode.USAGE,
              "traffic.gate.admin",
              "No gate answers",
              "nothing accepts connections there");
    }
  }
}
