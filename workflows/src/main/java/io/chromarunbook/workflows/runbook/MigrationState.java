package io.chromarunbook.workflows.runbook;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.chromarunbook.workflows.copy.CopyOutcome;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.CollectionStatus;
import io.chromarunbook.workflows.status.Event;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.status.UndoLine;
import io.chromarunbook.workflows.steps.BreakGlass;
import io.chromarunbook.workflows.steps.CapacityReport;
import io.chromarunbook.workflows.steps.DryRunSummary;
import io.chromarunbook.workflows.steps.HealthReport;
import io.chromarunbook.workflows.steps.InventorySummary;
import io.chromarunbook.workflows.steps.PlanAmendment;
import io.chromarunbook.workflows.steps.ProbeResult;
import io.chromarunbook.workflows.steps.RestoreRehearsal;
import io.chromarunbook.workflows.steps.SnapshotSummary;
import io.chromarunbook.workflows.steps.ValidationSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Everything a run remembers, in one record, so that it can go on in a new run of the same workflow
 * at any wait. Only the classes of this package write in it.
 */
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class MigrationState {

  /** One line of the timeline. */
  @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
  static final class Entry {
    StepLine.State state = StepLine.State.PENDING;
    Instant startedAt;
    long workMillis;
    long waitMillis;
    String note = "";
  }

  /** One gate. */
  @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
  static final class Gate {
    Instant openedAt;
    Instant deadline;
    boolean closed;
    boolean lapsed;
    EvidenceView evidence;
    List<AnswerLine> answers = new ArrayList<>();
    List<EarlyAnswer> early = new ArrayList<>();

    boolean open() {
      return openedAt != null && !closed;
    }
  }

  /** An answer that came before its gate opened. */
  record EarlyAnswer(Answer answer, AnswerLine.Decision decision) {}

  /** A HOLD people must decide on. */
  @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
  static final class Hold {
    Instant deadline;
    String reason;
    List<HoldDecision.Choice> choices = new ArrayList<>();
    boolean amendable;
    HoldDecision decided;
  }

  /** Why the run ends before its end. */
  record Ending(Kind kind, String by, String reason) {

    /** What ended it. */
    enum Kind {
      /** A gate was refused or not answered in time, a check blocks, a criterion does not hold. */
      NO_GO,
      /** A person decided against it. */
      OPERATOR,
      /** A server was unreachable for too long. */
      NETWORK,
      /** A person ordered the way back. */
      ROLLBACK,
      /** A defect of ours. */
      DEFECT
    }
  }

  RunState state = RunState.RUNNING;
  Step step = Step.HEALTH;
  Instant startedAt;
  String runId;
  Map<Step, Entry> timeline = new EnumMap<>(Step.class);

  HealthReport health;
  InventorySummary inventory;
  CapacityReport capacity;
  DryRunSummary dryRun;
  boolean checkedAgain;
  BreakGlass breakGlass;
  InventorySummary frozenInventory;
  SnapshotSummary snapshot;
  RestoreRehearsal rehearsal;
  int collectionsCopied;
  CopyOutcome copied;
  boolean sourceCompared;
  Instant sourceComparedAt;
  ValidationSummary validation;
  String acceptance;
  ProbeResult baseline;
  ProbeResult lastProbe;
  List<Boolean> recentProbes = new ArrayList<>();
  Instant windowEnds;
  boolean asked;
  String report;

  Map<GateId, Gate> gates = new EnumMap<>(GateId.class);
  Hold hold;
  PlanAmendment amendment;
  int amendments;
  TreeSet<TrafficAction> awaitingConfirmation = new TreeSet<>();
  TreeSet<TrafficAction> confirmed = new TreeSet<>();

  Instant frozenSince;
  Instant frozenUntil;
  boolean frozenProven;
  boolean freezeAttempted;
  boolean rehearsalAttempted;
  boolean importBegun;
  boolean switchAttempted;
  boolean closed;

  boolean paused;
  Ending ending;
  String decision;
  List<UndoLine> undo = new ArrayList<>();

  long recordsDone;
  long recordsTotal;
  Step progressStep;
  Instant progressSince;
  Instant progressAt;
  long progressFrom;
  Map<String, CollectionStatus> collections = new LinkedHashMap<>();

  Map<String, Reply> replies = new LinkedHashMap<>();
  List<Event> events = new ArrayList<>();

  Entry entry(Step of) {
    return timeline.computeIfAbsent(of, ignored -> new Entry());
  }

  Gate gate(GateId id) {
    return gates.computeIfAbsent(id, ignored -> new Gate());
  }
}
