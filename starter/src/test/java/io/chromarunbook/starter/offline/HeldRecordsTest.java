package io.chromarunbook.starter.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.checks.Catalogue;
import io.chromarunbook.activities.checks.Check;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.workflows.evidence.CheckResult.Severity;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldRecordsTest {

  @TempDir private Path directory;

  @Test
  void names_the_first_ten_that_blocking_checks_failed_on_and_the_file_with_all() throws Exception {
    RunFolder folder = new RunFolder(directory);
    List<String> failing = IntStream.range(0, 12).mapToObj(each -> "docs/doc-" + each).toList();
    write(folder, Map.of("counts.match", failing, harmless(), List.of("docs/slow")));

    HeldRecords held = HeldRecords.of(hold(Step.REVIEW), folder).orElseThrow();

    assertThat(held.first()).isEqualTo(failing.subList(0, 10));
    assertThat(held.file()).isEqualTo(folder.validationFailures());
    assertThat(held.total()).isEqualTo(12);
  }

  @Test
  void a_hold_for_a_broken_freeze_is_about_no_record() throws Exception {
    RunFolder folder = new RunFolder(directory);
    write(folder, Map.of("counts.match", List.of("docs/doc-1")));

    assertThat(HeldRecords.of(hold(Step.READ_ONLY), folder)).isEmpty();
  }

  @Test
  void without_failures_and_quarantine_there_is_nothing_to_name() {
    assertThat(HeldRecords.of(hold(Step.REVIEW), new RunFolder(directory))).isEmpty();
    assertThat(HeldRecords.of(hold(Step.MIGRATION), new RunFolder(directory))).isEmpty();
  }

  private static String harmless() {
    return Catalogue.FAMILIES.stream()
        .flatMap(family -> family.checks().stream())
        .filter(check -> check.severity() == Severity.WARNING)
        .map(Check::id)
        .findFirst()
        .orElseThrow();
  }

  private static void write(RunFolder folder, Map<String, List<String>> failures)
      throws IOException {
    Files.createDirectories(folder.validationFailures().getParent());
    Json.MAPPER.writeValue(folder.validationFailures().toFile(), failures);
  }

  private static HoldLine hold(Step step) {
    return HoldLine.undecided(step, Instant.EPOCH, Instant.EPOCH, "why", List.of());
  }
}
