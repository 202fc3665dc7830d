package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.starter.migration.MigrationStage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark as a script hears it. How fast anything is depends on the machine: not tested. */
@Tag("servers")
@Timeout(300)
class BenchTest {

  private static final int RECORDS = 200;

  @TempDir private Path home;
  private final Map<String, String> environment = new HashMap<>(MigrationStage.environment());

  @BeforeEach
  void lives_in_a_home_of_its_own() {
    environment.remove("RUNBOOK_LAUNCHER");
    environment.put("RUNBOOK_HOME", home.toString());
  }

  @Test
  void measures_all_three_and_leaves_nothing_behind() {
    Typed bench = Typed.in(environment, "bench", "--records", "" + RECORDS, "--json");

    assertThat(bench.exitCode()).as("%s", bench).isZero();
    JsonNode document = bench.json();
    assertThat(document.path("records").asInt()).isEqualTo(RECORDS);
    assertThat(document.path("repetitions").asInt()).isEqualTo(1);
    for (String mover : List.of("ours", "clientLoop", "limit")) {
      JsonNode figures = document.path(mover);
      assertThat(figures.path("seconds").path("median").asDouble()).as(mover).isPositive();
      assertThat(
              figures.path("seconds").path("median").asDouble()
                  * figures.path("recordsPerSecond").path("median").asDouble())
          .as(mover)
          .isCloseTo(RECORDS, within(RECORDS * 0.01));
      for (String used : List.of("serverCpuSeconds", "serverPeakBytes", "clientPeakBytes")) {
        assertThat(figures.path(used).path("max").asDouble()).as(mover + " " + used).isPositive();
      }
    }
    plausible(document.path("rounds").path(0).path("ours"));
    JsonNode round = document.path("rounds").path(0);
    assertThat(document.path("ratios").path("import").asDouble())
        .isCloseTo(
            round.path("ours").path("importRecordsPerSecond").asDouble()
                / round.path("limit").path("recordsPerSecond").asDouble(),
            within(0.001));
    assertThat(document.path("ratios").path("total").asDouble())
        .isCloseTo(
            round.path("ours").path("seconds").asDouble()
                / round.path("clientLoop").path("seconds").asDouble(),
            within(0.001));
    JsonNode kill = document.path("afterKill");
    assertThat(kill.path("seconds").asDouble()).isPositive();
    assertThat(kill.path("partsBegunAgain").asInt()).isPositive();
    assertThat(kill.path("partsDoneAgain").asInt()).isZero();
    assertThat(home.resolve("bench")).isEmptyDirectory();
  }

  private static void plausible(JsonNode ours) {
    assertThat(ours.path("importSeconds").asDouble())
        .isPositive()
        .isLessThan(ours.path("migrationSeconds").asDouble());
    assertThat(
            ours.path("snapshotSeconds").asDouble()
                + ours.path("migrationSeconds").asDouble()
                + ours.path("validationSeconds").asDouble())
        .isCloseTo(ours.path("seconds").asDouble(), within(0.01));
    assertThat(ours.path("workerCpuMillisPerRecord").asDouble()).isPositive();
    assertThat(ours.path("secondReadingCpuMillisPerRecord").asDouble()).isPositive();
    assertThat(ours.path("idleShare").asDouble()).isBetween(0.0, 1.0);
    assertThat(ours.path("historyEvents").asInt()).isBetween(100, 5_000);
    assertThat(ours.path("largestPayloadBytes").asInt()).isBetween(100, 65_536);
    assertThat(ours.path("snapshotRatio").asDouble()).isBetween(0.1, 1.6);
    assertThat(ours.path("heapPeakBytes").asLong()).isBetween(1L << 20, 2L << 30);
  }

  @Test
  void a_wrong_number_is_refused_before_anything_is_started() {
    assertThat(Typed.in(environment, "bench", "--records", "5").exitCode()).isEqualTo(2);
    assertThat(Typed.in(environment, "bench", "--repetitions", "0").exitCode()).isEqualTo(2);
    assertThat(home).isEmptyDirectory();
  }
}
