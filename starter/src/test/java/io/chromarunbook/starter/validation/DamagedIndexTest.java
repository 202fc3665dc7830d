package io.chromarunbook.starter.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.workflows.steps.ValidationSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A source that has records and no longer the vectors of the last ones. */
@Tag("faults")
@Timeout(180)
class DamagedIndexTest {

  @TempDir private Path place;
  private LocalStack stack;

  @AfterEach
  void stop() {
    stack.stop();
  }

  @Test
  void records_whose_vectors_are_lost_are_put_aside_and_all_others_arrive() throws Exception {
    stack = LocalStack.in(place, StackListener.silent(), MigrationStage.environment());
    DamagedIndex source = DamagedIndex.made(stack);
    ServerEntry target = stack.chroma("target", ChromaRelease.V1_5);

    String plan =
        """
        migration: kb
        source: {url: "%s"}
        target: {url: "%s"}
        people: {operations-lead: [ann], dba: [bo], security: [cy]}
        quarantine: {maxRecords: 200}
        """
            .formatted(source.url(), target.url());
    try (MigratedRun run = new MigratedRun(place.resolve("home"), plan).migrate()) {
      List<String> aside = quarantined(run);
      assertThat(aside).hasSize(DamagedIndex.LOST);
      assertThat(aside)
          .allSatisfy(
              line ->
                  assertThat(line)
                      .contains("The source has lost the record's embedding", "Error finding id"));
      ValidationSummary summary = run.validate();
      assertThat(summary.findings().totals().equal()).isEqualTo(DamagedIndex.WRITTEN + 100);
      assertThat(summary.findings().totals().quarantined()).isEqualTo(DamagedIndex.LOST);
      assertThat(summary.findings().totals().missing()).isZero();
    }
  }

  private static List<String> quarantined(MigratedRun run) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int part = 0; part < 3; part++) {
      Path file = run.folder().quarantine(0, part);
      if (Files.exists(file)) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }
}
