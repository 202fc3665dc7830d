package io.chromarunbook.starter.command;

import static io.chromarunbook.starter.command.RolledBack.IMAGES;
import static io.chromarunbook.starter.command.RolledBack.NOTES;
import static io.chromarunbook.starter.command.RolledBack.PICTURES;
import static io.chromarunbook.starter.command.RolledBack.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.releases.RealServer;
import io.chromarunbook.chroma.releases.RealServers;
import io.chromarunbook.directory.SqliteTriggers;
import io.chromarunbook.starter.migration.UnreliableProxy;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** When nothing is put back, and what is said then. */
@Tag("servers")
@Timeout(120)
@ExtendWith(RealServers.Extension.class)
class PutBackRefusalsTest {

  @TempDir private Path home;
  private RolledBack run;
  private Path database;

  @BeforeEach
  void migrate(RealServers servers) {
    run = new RolledBack(servers, RealServer.CHROMA_0_5, home);
    database = servers.databaseOf(RealServer.CHROMA_0_5);
  }

  @AfterEach
  void close() throws SQLException {
    new SqliteTriggers(database).remove();
    run.close();
  }

  private Typed apply(String by) {
    return run.type("put-back", "kb", "--apply", "--by", by);
  }

  @Test
  void only_whom_the_plan_names_may_and_only_after_a_rollback_and_for_a_number_of_deletions() {
    run.writeAtTarget(NOTES, fresh("n-1", 1));
    run.deleteAtTarget(NOTES, "notes-2");
    run.rollBack();
    Map<String, ChromaRecord> before = run.atSource(NOTES);

    apply("cy").fails(ExitCode.REFUSED, "cy may not", "operations-lead (ann), dba (bo)");
    apply(" ann").fails(ExitCode.REFUSED, "may not");
    apply("ann").fails(ExitCode.REFUSED, "1 records are gone", "--deletions 1");
    run.type("put-back", "kb", "--apply", "--by", "ann", "--deletions", "2")
        .fails(ExitCode.REFUSED, "--deletions 1");
    run.type("put-back", "kb", "--apply").fails(ExitCode.USAGE, "--by");
    run.type("put-back", "kb", "--by", "ann").fails(ExitCode.USAGE, "--apply");
    run.type("put-back", "nobody").fails(ExitCode.USAGE, "nobody");
    run.type("put-back", "../kb").fails(ExitCode.USAGE, "is not a migration's id");
    run.end("COMPLETED");
    run.type("put-back", "kb").fails(ExitCode.REFUSED, "COMPLETED", "./runbook status kb");
    apply("ann").fails(ExitCode.REFUSED, "COMPLETED");

    assertThat(run.atSource(NOTES)).isEqualTo(before);
    assertThat(run.folder().putBack()).doesNotExist();
  }

  @Test
  void a_run_without_a_report_has_not_ended() throws IOException {
    run.rollBack();
    Files.delete(run.folder().reportJson());

    run.type("put-back", "kb").fails(ExitCode.REFUSED, "has no report yet", "status kb");
  }

  @Test
  void a_run_of_another_home_is_refused_with_both_named() throws IOException {
    run.rollBack();
    String owner = Files.readString(run.folder().owner());
    Files.writeString(run.folder().owner(), owner.replaceFirst("[0-9a-f-]{36}", "another-home"));

    run.type("put-back", "kb")
        .fails(
            ExitCode.REFUSED,
            "another-home",
            Files.readString(home.resolve("home.id")).strip(),
            "RUNBOOK_HOME");
  }

  @Test
  void a_frozen_source_is_named_and_left_alone() throws SQLException {
    String steering = "n-\u009b2J\u202e";
    run.writeAtTarget(NOTES, fresh("n-1", 1), fresh(steering, 2));
    run.rollBack();
    Map<String, ChromaRecord> before = run.atSource(NOTES);
    assertThat(new SqliteTriggers(database).install()).isTrue();

    Typed looked = run.type("put-back", "kb");
    assertThat(looked.exitCode()).as("%s", looked).isZero();
    assertThat(looked.out()).contains("! The source refuses writes now", "read-only");
    Typed machine = run.type("put-back", "kb", "--json");
    assertThat(machine.json().path("records").findValuesAsText("id")).contains("n-1", steering);
    assertThat(machine.out()).doesNotContain("\u009b", "\u202e");
    apply("ann").fails(ExitCode.REFUSED, "refuses writes", "read-only");

    assertThat(run.atSource(NOTES)).isEqualTo(before);
    assertThat(new SqliteTriggers(database).remove()).isTrue();
    assertThat(apply("ann").exitCode()).isZero();
    assertThat(run.source(NOTES, "n-1")).isPresent();
  }

  @Test
  void a_damaged_or_missing_file_ends_it_before_anything_is_written() throws IOException {
    run.writeAtTarget(NOTES, fresh("n-1", 1));
    run.rollBack();
    Map<String, ChromaRecord> before = run.atSource(NOTES);
    Path file = run.folder().leftBehind();
    byte[] whole = Files.readAllBytes(file);
    try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
      damaged.seek(whole.length - 30);
      damaged.write('#');
    }

    run.type("put-back", "kb").fails(ExitCode.DATA, file.toString(), "SHA-256");
    apply("ann").fails(ExitCode.DATA, file.toString());
    Files.delete(file);
    apply("ann").fails(ExitCode.DATA, file.toString(), "is missing");
    Files.write(file, whole);
    Path manifest = run.folder().snapshot().resolve("manifest.json");
    Files.move(manifest, manifest.resolveSibling("aside"));
    apply("ann").fails(ExitCode.DATA, manifest.toString(), "is missing");

    assertThat(run.atSource(NOTES)).isEqualTo(before);
  }

  @Test
  void before_the_switch_nothing_can_be_left_behind() {
    run.end("ROLLED_BACK");

    Typed looked = run.type("put-back", "kb");

    assertThat(looked.exitCode()).as("%s", looked).isZero();
    assertThat(looked.out()).contains("left nothing behind");
  }

  @Test
  void a_plan_that_is_not_the_one_records_were_migrated_by_ends_it() throws IOException {
    run.writeAtTarget(NOTES, fresh("n-1", 1));
    run.rollBack();
    String plan = Files.readString(run.folder().plan());

    Files.writeString(run.folder().plan(), plan.replace("\"idx\"", "\"index\""));
    apply("ann").fails(ExitCode.DATA, "by a plan that is not this run's");
    Files.writeString(run.folder().plan(), "torn");
    apply("ann").fails(ExitCode.DATA, run.folder().plan().toString());
  }

  @Test
  void a_source_that_breaks_off_ends_it_and_the_same_command_goes_on(RealServers servers)
      throws IOException {
    run.close();
    try (UnreliableProxy proxy =
        new UnreliableProxy(servers.addressOf(RealServer.CHROMA_0_5).url().toString())) {
      run = new RolledBack(servers, RealServer.CHROMA_0_5, proxy.url(), home.resolve("other"));
      run.writeAtTarget(NOTES, fresh("n-1", 1));
      run.writeAtTarget(IMAGES, fresh("p-1", 2));
      run.rollBack();
      proxy.misbehave(List.of(UnreliableProxy.Fault.ANSWER_LOST), List.of());

      apply("ann").fails(ExitCode.UNREACHABLE, proxy.url(), "run the same command: it goes on");
      JsonNode interrupted = Json.MAPPER.readTree(run.folder().putBack().toFile());
      assertThat(interrupted.path("interrupted").asText()).contains(proxy.url());
      assertThat(interrupted.path("outcomes").path("written").asInt()).isEqualTo(1);
      assertThat(interrupted.path("notAtSource").asInt()).isEqualTo(2);

      assertThat(apply("ann").exitCode()).isZero();
      assertThat(run.source(NOTES, "n-1")).isPresent();
      assertThat(run.source(PICTURES, "p-1")).isPresent();
      JsonNode whole = Json.MAPPER.readTree(run.folder().putBack().toFile());
      assertThat(whole.path("notAtSource").asInt(-1)).isZero();
      assertThat(whole.path("interrupted").isNull()).isTrue();
    }
  }

  @Test
  void prune_and_list_name_what_is_not_put_back_until_it_is() {
    run.writeAtTarget(IMAGES, fresh("p-1", 1));
    run.rollBack();
    String notPutBack = "1 of 1 records its run left at the target are not at the source";

    assertThat(run.type("snapshot", "list").out())
        .contains("! " + notPutBack + "; see ./runbook put-back kb");
    JsonNode listed = run.type("snapshot", "list", "--json").json().path("snapshots").path(0);
    assertThat(listed.path("leftBehind").asText()).isEqualTo(notPutBack);

    Typed applied = apply("bo");
    assertThat(applied.exitCode()).as("%s", applied).isZero();
    assertThat(applied.out()).contains("✓ 1 new: written to the source, read back and equal");
    assertThat(run.source(PICTURES, "p-1")).isPresent();
    assertThat(run.type("snapshot", "list").out()).doesNotContain("left at the target");
  }
}
