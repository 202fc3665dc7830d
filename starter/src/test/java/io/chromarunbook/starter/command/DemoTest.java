package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.starter.demo.ApplicationLog;
import io.chromarunbook.starter.migration.MigrationStage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole story as a script hears it. Most of its time is the window of one minute. */
@Tag("servers")
@Timeout(400)
class DemoTest {

  @TempDir private Path home;
  private final Map<String, String> environment = new HashMap<>(MigrationStage.environment());

  @BeforeEach
  void lives_in_a_home_of_its_own() {
    environment.remove("RUNBOOK_LAUNCHER");
    environment.put("RUNBOOK_HOME", home.toString());
  }

  @AfterEach
  void stops_what_a_failure_left_running() {
    var ignored = Typed.in(environment, "down");
  }

  @Test
  void a_demo_beside_a_stack_that_is_up_uses_it_and_leaves_it() {
    JsonNode up = Typed.in(environment, "up", "--json").json();

    Typed.in(environment, "demo", "--crash").fails(4, "--crash would kill it", "demo --crash");
    Typed demo = Typed.in(environment, "demo", "--records", "6", "--json");

    assertThat(demo.exitCode()).as("%s", demo).isZero();
    JsonNode after = Typed.in(environment, "doctor", "--json").json();
    assertThat(after.path("temporal").path("pid")).isEqualTo(up.path("temporal").path("pid"));
    assertThat(after.path("temporal").path("alive").asBoolean()).isTrue();
    assertThat(after.path("temporal").path("supervised").asBoolean()).isTrue();
    assertThat(after.path("workers")).isEqualTo(up.path("workers"));
    assertThat(home.resolve("demo/demo-1/stack")).doesNotExist();
  }

  @Test
  void ends_with_one_json_object_that_has_the_names_of_status_and_report() {
    Typed demo = Typed.in(environment, "demo", "--records", "60", "--json");

    assertThat(demo.exitCode()).as("%s", demo).isZero();
    JsonNode document = demo.json();
    Promised.status(document);
    Promised.report(document);
    assertThat(document.path("state").asText()).isEqualTo("COMPLETED");
    assertThat(document.path("decision").asText()).isEqualTo("GO");
    ApplicationLog application = ApplicationLog.read(home.resolve("demo/demo-1/application.log"));
    assertThat(application.failed()).isEmpty();
    assertThat(application.reads()).isPositive();
    assertThat(application.refused()).isNotEmpty();
    JsonNode totals = document.path("totals");
    assertThat(totals.path("equal").asInt())
        .isGreaterThan(60)
        .isEqualTo(totals.path("snapshot").asInt());
    assertThat(Typed.in(environment, "doctor", "--json").json().path("workers")).isEmpty();
  }

  @Tag("releases")
  @Test
  void a_way_back_counts_what_was_written_since_the_cutover_and_puts_it_back() {
    Typed demo = Typed.in(environment, "demo", "--records", "60", "--rollback");

    assertThat(demo.exitCode()).as("%s", demo).isZero();
    assertThat(demo.out())
        .contains("orders it with --accept-loss", "ROLLED_BACK", "✓", "none failed")
        .doesNotContain("in conflict");
    assertThat(ApplicationLog.read(home.resolve("demo/demo-1/application.log")).failed()).isEmpty();
  }
}
