package io.chromarunbook.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.starter.offline.HeldRecords;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldTextTest {

  private static final MigrationStatus HELD = SampleRun.at(Step.REVIEW, RunState.HOLD);

  @Test
  void says_which_collections_and_records_until_when_what_helps_and_what_does_not() {
    List<String> text = text(HELD);

    assertThat(text)
        .contains("Until      12:30:00 (in 30 min); silence then is NO-GO")
        .contains("  ✗        counts-match: 9,831 (required: 9,832)")
        .contains("It is about reference failed, 12 of 2,300 at the target")
        .contains(
            "Records    "
                + String.join(", ", records(10))
                + " and 402 more; all: /runs/kb-to-1x/validation-failures.json")
        .contains("  repair   helps: writes again exactly what differs (12 records): reference")
        .contains("  replay   would not help: no record is quarantined");
  }

  @Test
  void is_there_only_while_nobody_has_decided() {
    assertThat(HoldText.open(HELD)).isPresent();
    assertThat(HoldText.open(SampleRun.at(Step.REVIEW, RunState.RUNNING))).isEmpty();
  }

  private static List<String> text(MigrationStatus status) {
    return HoldText.of(
        HoldText.open(status).orElseThrow(),
        status,
        StatusContext.of(Paint.PLAIN, new Times(ZoneOffset.UTC), SampleRun.NOON, 400)
            .held(
                Optional.of(
                    new HeldRecords(
                        records(412), 412, Path.of("/runs/kb-to-1x/validation-failures.json")))));
  }

  private static List<String> records(int number) {
    return IntStream.range(0, number).mapToObj(each -> "reference/record-" + each).toList();
  }
}
