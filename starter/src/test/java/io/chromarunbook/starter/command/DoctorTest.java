package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.importing.OwnerMark;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.chroma.releases.RealServer;
import io.chromarunbook.chroma.releases.RealServers;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.workflows.SafeName;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.steps.RunReference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What doctor finds at the targets of this home's runs, it says, and removes what is ours. */
@Tag("servers")
@Timeout(300)
@ExtendWith(RealServers.Extension.class)
class DoctorTest {

  private static final SafeName SCRATCH = SafeName.of("runbook-scratch", "kb");
  private static final OwnerMark MARK = new OwnerMark("kb", "first-run", "digest");

  @TempDir Path home;

  @Test
  void scratch_collections_that_are_left_are_named_and_removed_and_no_other(RealServers servers) {
    ServerAddress address =
        servers.newDatabase(RealServer.CHROMA_1_5, "doctor" + Instant.now().toEpochMilli());
    plan("kb", address.url().toString(), address.database());
    String left = SCRATCH.and("00000001");
    String perhapsInUse = SCRATCH.and("00000002");
    String alike = SCRATCH.and("00000003");
    try (WritableServer target = ChromaServers.toWrite(address)) {
      create(target, left, MARK.addedToScratch(Map.of(), ago(Duration.ofHours(2))));
      create(target, perhapsInUse, MARK.addedToScratch(Map.of(), ago(Duration.ofMinutes(2))));
      create(target, alike, Map.of("team", "search"));

      Typed typed = Typed.in(environment(), "doctor");

      assertThat(typed.out())
          .contains("target " + address.url())
          .contains("now removed: " + left)
          .contains("a run may be working in: " + perhapsInUse + " (migration kb, ")
          .doesNotContain(alike);
      assertThat(target.collections())
          .extracting(CollectionInfo::name)
          .containsExactlyInAnyOrder(perhapsInUse, alike);
    }
  }

  @Test
  void a_target_that_is_gone_is_said_and_is_no_problem_of_this_machine() {
    plan("kb", "http://127.0.0.1:9", "default_database");

    JsonNode findings = Typed.in(environment(), "doctor", "--json").json().path("findings");

    assertThat(findings)
        .filteredOn(each -> each.path("subject").asText().equals("target http://127.0.0.1:9"))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.path("severity").asText()).isEqualTo("NOTE");
              assertThat(each.path("found").asText()).contains("could not be looked for");
            });
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(MigrationStage.environment());
    environment.put("RUNBOOK_HOME", home.toString());
    return environment;
  }

  private void plan(String migration, String url, String database) {
    Plan plan =
        PlanReader.read(
            """
            migration: %s
            source: {url: "http://127.0.0.1:10"}
            target: {url: "%s", database: %s}
            people: {operations-lead: [ann], dba: [bo], security: [cy]}
            """
                .formatted(migration, url, database));
    var folder =
        new Runs(new RunbookHome(home), new Secrets(name -> null), ChromaServers::toWrite)
            .create(new RunReference(migration, "first-run", Json.digest(plan)), plan);
    assertThat(folder.plan()).exists();
  }

  private static Instant ago(Duration since) {
    return Instant.now().minus(since);
  }

  private static void create(WritableServer server, String name, Map<String, Object> metadata) {
    CollectionInfo made =
        server.create(
            new NewCollection(name, metadata, DistanceFunction.L2, IndexSettings.DEFAULTS));
    assertThat(made.name()).isEqualTo(name);
  }
}
