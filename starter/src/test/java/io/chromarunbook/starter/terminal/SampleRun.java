package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.evidence.Remedy;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.evidence.Verdict;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.CollectionStatus;
import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.GateLine;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.ProgressLine;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.ServerLine;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.steps.Outage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Statuses as a run could give them. */
public final class SampleRun {

  static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  private static final String DIGEST = "3f2a9c0d1b7e".repeat(5) + "abcd";

  private static final List<NextAction> ANSWERS =
      List.of(
          NextAction.anybody(NextAction.Verb.EVIDENCE, "kb-to-1x"),
          new NextAction(
              NextAction.Verb.APPROVE,
              "kb-to-1x",
              List.of(Role.OPERATIONS_LEAD),
              List.of("ann"),
              Map.of("gate", "go-no-go", "role", "operations-lead", "evidence", "3f2a9c0d1b7e")));

  private static final List<NextAction> DECISIONS =
      List.of(
          new NextAction(
              NextAction.Verb.DECIDE,
              "kb-to-1x",
              List.of(Role.DBA),
              List.of("bo"),
              Map.of("choice", "repair")));

  private static final HoldLine HOLD =
      new HoldLine(
          Step.REVIEW,
          NOON,
          NOON.plusSeconds(1_800),
          "A criterion does not hold: counts-match",
          List.of(
              new Remedy(
                  Choice.REPAIR, "writes again exactly what differs", List.of("reference"), 12)),
          null,
          null,
          null,
          null);

  private static final Map<RunState, List<Outage>> OUTAGES =
      Map.of(
          RunState.MONITORING,
          List.of(
              new Outage(
                  Outage.Kind.SILENT_SERVER,
                  "target http://new:8000",
                  NOON.minusSeconds(62),
                  "connection refused",
                  NOON.plusSeconds(538))));

  private SampleRun() {}

  /** In a step, with this state. */
  public static MigrationStatus at(Step current, RunState state) {
    return new MigrationStatus(
        "kb-to-1x",
        NOON,
        DIGEST,
        "eve",
        "/home/runs/kb-to-1x",
        new ServerLine("http://old:8000", "default_tenant", "default_database", "0.5.23", "v1"),
        new ServerLine("http://new:8000", "default_tenant", "default_database", "1.0.0", "v2"),
        state,
        current,
        Arrays.stream(Step.values()).map(step -> line(step, current)).toList(),
        new FreezeLine(
            NOON.minusSeconds(180),
            null,
            180,
            7_200,
            NOON.plusSeconds(6_120),
            true,
            NOON.minusSeconds(170),
            FreezeLine.Standing.PROVEN,
            NOON.minusSeconds(170),
            NOON.minusSeconds(20),
            "a write was refused"),
        List.of(
            new GateLine(
                GateId.GO_NO_GO,
                current == Step.GO_NO_GO,
                List.of(Role.OPERATIONS_LEAD, Role.DBA),
                List.of(
                    new AnswerLine(
                        Role.DBA,
                        "bo",
                        AnswerLine.Decision.APPROVE,
                        NOON,
                        "looks good",
                        false,
                        null)),
                NOON.plusSeconds(3_600),
                DIGEST)),
        new ProgressLine(
            Step.MIGRATION, 4_916, 9_832, 1_234.4, 3.2, NOON.minusSeconds(1), NOON.plusSeconds(9)),
        List.of(
            new CollectionStatus(
                "tutorial", "tutorial", 132, 132, 0, CollectionStatus.State.COPIED),
            new CollectionStatus(
                "reference", "reference", 2_300, 12, 0, CollectionStatus.State.FAILED)),
        6,
        4,
        new Totals(9_832, 9_830, 1, 1, 0, 0, 4),
        List.of(
            new Criterion("pass-rate", "9,340", "9,832", true),
            new Criterion("counts-match", "9,832", "9,831", false),
            new Criterion("dba-signs-off", "1", "0", null)),
        List.of(new Criterion("lost-records", "at most 100", "0", true)),
        new Verdict.Pending("approval.operations-lead"),
        null,
        "",
        List.of("operations-lead"),
        List.of(),
        OUTAGES.getOrDefault(state, List.of()),
        List.of(),
        state == RunState.HOLD ? List.of(HOLD) : List.of(),
        List.of(),
        null,
        null,
        List.of(),
        List.of(),
        Map.of(),
        "/home/runs/kb-to-1x/BREAK-GLASS.sh",
        NOON.minusSeconds(600),
        null,
        state == RunState.HOLD ? DECISIONS : ANSWERS);
  }

  private static StepLine line(Step step, Step current) {
    StepLine.State state =
        step.compareTo(current) < 0
            ? StepLine.State.DONE
            : step == current ? StepLine.State.RUNNING : StepLine.State.PENDING;
    return new StepLine(
        step,
        step.title(),
        state,
        step.planned().toSeconds(),
        state == StepLine.State.PENDING ? 0 : 1.25,
        0,
        NOON,
        false,
        state == StepLine.State.DONE ? "as it should be" : "");
  }
}
