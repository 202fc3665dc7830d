package io.chromarunbook.activities.report;

import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.evidence.Verdict;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.CollectionStatus;
import io.chromarunbook.workflows.status.Event;
import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.GateLine;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.ProgressLine;
import io.chromarunbook.workflows.status.ReturnLine;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.ServerLine;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.status.UndoLine;
import io.chromarunbook.workflows.status.VouchLine;
import io.chromarunbook.workflows.status.WitnessStatement;
import io.chromarunbook.workflows.steps.LeftBehind;
import io.chromarunbook.workflows.steps.SourceStanding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the three ends of a migration look. */
public final class SampleStatus {

  static final Instant START = Instant.parse("2026-11-22T20:00:00Z");
  private static final ServerLine SOURCE =
      new ServerLine("http://127.0.0.1:8001", "acme", "kb", "0.5.23", "v1");
  private static final ServerLine TARGET =
      new ServerLine("http://127.0.0.1:8002", "default_tenant", "default_database", "1.5.9", "v2");

  private SampleStatus() {}

  public static MigrationStatus completed() {
    return new MigrationStatus(
        "kb-to-1x",
        START,
        "ab".repeat(32),
        "eve",
        "/srv/runs/kb-to-1x",
        SOURCE,
        TARGET,
        RunState.COMPLETED,
        Step.POST_MIGRATION,
        steps(Step.POST_MIGRATION, Step.ROLLBACK),
        new FreezeLine(
            START,
            null,
            754,
            7200,
            null,
            true,
            START,
            FreezeLine.Standing.PROVEN,
            START,
            START,
            "refused as read-only"),
        List.of(gate(GateId.PRE_MIGRATION), gate(GateId.GO_NO_GO)),
        new ProgressLine(Step.POST_MIGRATION, 9832, 9832, null, null, null, null),
        List.of(
            new CollectionStatus(
                "guides|how\nto", "guides", 9000, 8998, 2, CollectionStatus.State.COPIED),
            new CollectionStatus("faq", "faq", 832, 832, 0, CollectionStatus.State.COPIED)),
        2,
        2,
        new Totals(9832, 9830, 2, 0, 0, 0, 17),
        List.of(new Criterion("records.valid", "at least 9,340 of 9,832", "9,830", true)),
        List.of(new Criterion("records.lost", "more than 100 lost", "2", true)),
        new Verdict.Go(),
        "GO",
        "Every criterion holds and all three roles approved.",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            new HoldLine(
                Step.REVIEW,
                START,
                START.plusSeconds(1800),
                "A criterion does not hold: counts-match",
                List.of(),
                Choice.REPAIR,
                "bo",
                START.plusSeconds(60),
                "9,832 of 9,832 equal afterwards, 9,831 before")),
        List.of(
            new VouchLine("switch", "ed", START, "the dashboard shows it", "no check in the plan")),
        null,
        null,
        List.of(),
        List.of(
            new Event(START, "deviation", "", "The worker was replaced during step 3."),
            new Event(START, "refused", "mallory", "approve go-no-go: mallory is no dba.")),
        Map.of("inventory", "cd".repeat(32)),
        "/srv/runs/kb-to-1x/BREAK-GLASS.md",
        START,
        null,
        List.of(
            NextAction.anybody(NextAction.Verb.REPORT, "kb-to-1x"),
            new NextAction(
                NextAction.Verb.CLOSE, "kb-to-1x", List.of(Role.DBA), List.of("bo"), Map.of())));
  }

  public static MigrationStatus rolledBack() {
    MigrationStatus completed = completed();
    return new MigrationStatus(
        completed.migration(),
        completed.asOf(),
        completed.planDigest(),
        completed.startedBy(),
        completed.home(),
        SOURCE,
        TARGET,
        RunState.ROLLED_BACK,
        Step.ROLLBACK,
        steps(Step.VALIDATION, Step.CUTOVER),
        new FreezeLine(
            START,
            START.plusSeconds(9000),
            9000,
            7200,
            null,
            false,
            null,
            FreezeLine.Standing.VOUCHED,
            START,
            START,
            "a write was taken"),
        List.of(gate(GateId.PRE_MIGRATION)),
        null,
        completed.collections(),
        2,
        2,
        new Totals(9832, 9700, 2, 30, 100, 0, 0),
        List.of(
            new Criterion("records.unexplained", "0", "130", false),
            new Criterion("approval.dba", "approved", "", null)),
        List.of(new Criterion("operator.no-go", "an operator decides NO-GO", "bo", false)),
        new Verdict.NoGo("NO-GO: operator.no-go"),
        "NO-GO",
        "130 records are unexplained and bo decided NO-GO.",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        new ReturnLine(
            new SourceStanding(SourceStanding.State.HOLDS, "as it was"),
            new LeftBehind(5, 1, 0, "/srv/runs/kb-to-1x/left-behind.jsonl", START),
            null,
            null,
            null),
        List.of(
            undo(UndoLine.Undo.STOP, UndoLine.State.DONE, "No writer is left."),
            undo(UndoLine.Undo.REVERT, UndoLine.State.NOT_NEEDED, "Nothing was switched."),
            undo(UndoLine.Undo.THAW, UndoLine.State.FAILED, "thaw.sh ended with 3"),
            undo(UndoLine.Undo.RESTART, UndoLine.State.NOT_NEEDED, ""),
            undo(UndoLine.Undo.VERIFY, UndoLine.State.DONE, "The probe was taken again.")),
        List.of(),
        Map.of(),
        "/srv/runs/kb-to-1x/BREAK-GLASS.md",
        START,
        null,
        List.of(
            NextAction.anybody(NextAction.Verb.REPORT, "kb-to-1x"),
            NextAction.anybody(NextAction.Verb.PUT_BACK, "kb-to-1x")));
  }

  public static MigrationStatus stopped() {
    return new MigrationStatus(
        "kb-to-1x",
        START,
        "ab".repeat(32),
        "",
        "",
        new ServerLine("http://127.0.0.1:8001", "acme", "kb", "", ""),
        new ServerLine("http://127.0.0.1:8002", "default_tenant", "default_database", "", ""),
        RunState.STOPPED,
        Step.HEALTH,
        steps(Step.HEALTH, Step.ROLLBACK),
        null,
        List.of(),
        null,
        List.of(),
        0,
        0,
        null,
        List.of(),
        List.of(),
        new Verdict.Pending("validation"),
        null,
        "The source does not answer at http://127.0.0.1:8001.",
        List.of(),
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
        null,
        START,
        null,
        List.of(NextAction.anybody(NextAction.Verb.REPORT, "kb-to-1x")));
  }

  private static List<StepLine> steps(Step last, Step skipped) {
    List<StepLine> lines = new ArrayList<>();
    for (Step step : Step.values()) {
      boolean reached = step.compareTo(last) <= 0 && step != skipped;
      StepLine.State state = reached ? StepLine.State.DONE : StepLine.State.PENDING;
      lines.add(
          new StepLine(
              step,
              step.title(),
              step == skipped && step.compareTo(last) <= 0 ? StepLine.State.SKIPPED : state,
              step == Step.MONITORING ? 60 : step.planned().toSeconds(),
              reached ? 2.5 : 0,
              step == Step.APPROVALS && reached ? 4000 : 0,
              reached ? START.plusSeconds(60L * lines.size()) : null,
              false,
              ""));
    }
    return lines;
  }

  private static GateLine gate(GateId id) {
    return new GateLine(
        id,
        false,
        List.of(Role.OPERATIONS_LEAD, Role.DBA),
        List.of(
            new AnswerLine(
                Role.OPERATIONS_LEAD,
                "ann",
                AnswerLine.Decision.APPROVE,
                START,
                "fine \u001b[31mby me\u001b[0m | really",
                false,
                new WitnessStatement(
                    WitnessStatement.Verdict.EQUAL,
                    "0a".repeat(32),
                    "ef".repeat(32),
                    9_830,
                    17,
                    2,
                    0,
                    0,
                    0,
                    12))),
        START.plusSeconds(3600),
        "ef".repeat(32));
  }

  private static UndoLine undo(UndoLine.Undo id, UndoLine.State state, String message) {
    return new UndoLine(id, id.plannedSeconds(), state, message);
  }
}
