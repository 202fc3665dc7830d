package io.chromarunbook.starter.command;

import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.evidence.Verdict;
import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.ProgressLine;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.ServerLine;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A status of a run that has just begun. */
final class SampleStatus {

  private SampleStatus() {}

  static MigrationStatus empty() {
    Instant now = Instant.now();
    return new MigrationStatus(
        "sample",
        now,
        "",
        "",
        "",
        new ServerLine("http://source", "tenant", "database", "", ""),
        new ServerLine("http://target", "tenant", "database", "", ""),
        RunState.RUNNING,
        Step.HEALTH,
        Arrays.stream(Step.values())
            .map(
                step ->
                    new StepLine(
                        step,
                        step.title(),
                        StepLine.State.PENDING,
                        step.planned().toSeconds(),
                        0,
                        0,
                        now,
                        false,
                        ""))
            .toList(),
        new FreezeLine(
            now, null, 0, 7_200, now, true, now, FreezeLine.Standing.PROVEN, now, now, "refused"),
        List.of(),
        new ProgressLine(Step.HEALTH, 0, 0, null, null, null, null),
        List.of(),
        0,
        0,
        Totals.NONE,
        List.of(),
        List.of(),
        new Verdict.Pending("validation"),
        null,
        "",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        List.of(),
        List.of(),
        Map.of(),
        "",
        now,
        null,
        List.of(NextAction.anybody(NextAction.Verb.WATCH, "sample")));
  }
}
