package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.copy.CopyOutcome;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.evidence.Verdict;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.AlarmLine;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.CollectionStatus;
import io.chromarunbook.workflows.status.Event;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.status.UndoLine;
import io.chromarunbook.workflows.status.VouchLine;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.BreakGlass;
import io.chromarunbook.workflows.steps.CapacityReport;
import io.chromarunbook.workflows.steps.DryRunSummary;
import io.chromarunbook.workflows.steps.Exceeded;
import io.chromarunbook.workflows.steps.FreezeProof;
import io.chromarunbook.workflows.steps.HealthReport;
import io.chromarunbook.workflows.steps.InPlaceReport;
import io.chromarunbook.workflows.steps.InPlaceTrial;
import io.chromarunbook.workflows.steps.InventorySummary;
import io.chromarunbook.workflows.steps.LeftBehind;
import io.chromarunbook.workflows.steps.MigratedContent;
import io.chromarunbook.workflows.steps.Outage;
import io.chromarunbook.workflows.steps.PlanAmendment;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.ProbeResult;
import io.chromarunbook.workflows.steps.RestoreRehearsal;
import io.chromarunbook.workflows.steps.SnapshotSummary;
import io.chromarunbook.workflows.steps.SourceStanding;
import io.chromarunbook.workflows.steps.ValidationSummary;
import io.chromarunbook.workflows.steps.WayBackRehearsal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything a run remembers, in one record tree, so that it can go on in a new run of the same
 * workflow at any wait. Each chapter has a part of it and writes only there; all may read all.
 */
public final class MigrationState implements StatePart {

  final Timelines timeline = new Timelines();
  final Preparation preparation = new Preparation();
  final Freezing freeze = new Freezing();
  final Guarding guarding = new Guarding();
  final Snapshotting snapshot = new Snapshotting();
  final Copying copy = new Copying();
  final Lines collections = new Lines();
  final Validating validation = new Validating();
  final Map<GateId, Gate> gates = new EnumMap<>(GateId.class);
  final Holding hold = new Holding();
  final ByHand byHand = new ByHand();
  final Switching cutover = new Switching();
  final Watching window = new Watching();
  final Returning wayBack = new Returning();
  final Amending amendment = new Amending();
  final Ends end = new Ends();
  final Progressing progress = new Progressing();
  final Map<String, Outage> outages = new TreeMap<>();
  final Map<String, Reply> replies = new LinkedHashMap<>();
  final List<Event> events = new ArrayList<>();

  /** The steps as they go. */
  @WrittenBy(Timeline.class)
  static final class Timelines implements StatePart {
    RunState state = RunState.RUNNING;
    Step step = Step.HEALTH;
    boolean paused;
    final Map<Step, Entry> entries = new EnumMap<>(Step.class);

    Entry entry(Step of) {
      return entries.computeIfAbsent(of, ignored -> new Entry());
    }
  }

  /** One line of the timeline. */
  @WrittenBy(Timeline.class)
  static final class Entry implements StatePart {
    StepLine.State state = StepLine.State.PENDING;
    Instant startedAt;
    long workMillis;
    long waitMillis;
    String note = "";
  }

  /** The day before. */
  @WrittenBy(PreMigration.class)
  static final class Preparation implements StatePart {
    String runId;
    Instant startedAt;
    String startedBy;
    String folder = "";
    HealthReport health;
    InventorySummary inventory;
    CapacityReport capacity;
    DryRunSummary dryRun;

    /** Null where there is no directory to take in place, or it was not tried yet. */
    InPlaceTrial inPlace;

    boolean locked;
  }

  /** The freeze of the source. */
  @WrittenBy(Freeze.class)
  static final class Freezing implements StatePart {
    BreakGlass breakGlass;
    boolean attempted;
    Instant since;
    Instant until;
    FreezeLine.Standing standing = FreezeLine.Standing.OPEN;
    Instant standingSince;
    Instant provenSince;
    Instant lookedAt;
    FreezeProof.State vouchedAgainst;
    String message = "";
    String counted;
    InventorySummary inventory;
  }

  /** The guard of the freeze budget. */
  @WrittenBy(FreezeGuard.class)
  static final class Guarding implements StatePart {
    boolean warned;
  }

  /** The snapshot. */
  @WrittenBy(SnapshotStep.class)
  static final class Snapshotting implements StatePart {
    SnapshotSummary summary;
    boolean rehearsalAttempted;
    RestoreRehearsal rehearsal;
  }

  /** The copying. */
  @WrittenBy(Copy.class)
  static final class Copying implements StatePart {
    boolean begun;
    CopyOutcome outcome;

    /** Null before it is decided, and where there is nothing to decide. */
    InPlaceReport inPlace;
  }

  /** The collections, and how far each is. */
  @WrittenBy(CollectionLines.class)
  static final class Lines implements StatePart {
    int copied;
    final Map<String, CollectionStatus> lines = new LinkedHashMap<>();
  }

  /** The validation. */
  @WrittenBy({Validation.class, SourceRecheck.class})
  static final class Validating implements StatePart {
    ActionResult restart;
    boolean sourceCompared;
    Instant sourceComparedAt;
    Duration sourceTook;
    Duration targetTook;
    Instant targetComparedAt;
    ValidationSummary summary;
    String acceptance;
  }

  /** One gate. */
  @WrittenBy(Gates.class)
  static final class Gate implements StatePart {
    Instant openedAt;
    Instant deadline;
    boolean closed;
    boolean lapsed;
    EvidenceView evidence;
    final List<AnswerLine> answers = new ArrayList<>();
    final List<EarlyAnswer> early = new ArrayList<>();

    boolean open() {
      return openedAt != null && !closed;
    }
  }

  /** An answer that came before its gate opened. */
  record EarlyAnswer(GateAnswer answer, AnswerLine.Decision decision) {}

  /** What people must decide on, and what they decided before. */
  @WrittenBy(Holds.class)
  static final class Holding implements StatePart {
    final List<HoldLine> lines = new ArrayList<>();

    /** How often the run was held; of the lines the oldest go. */
    int number;

    Verdict.Hold verdict;
    boolean amendable;
    HoldDecision decided;
  }

  /** What people do by hand. */
  @WrittenBy(ManualActions.class)
  static final class ByHand implements StatePart {
    final Map<TrafficAction, String> awaited = new TreeMap<>();
    final Map<TrafficAction, Instant> deadlines = new TreeMap<>();
    final Map<TrafficAction, String> refusals = new TreeMap<>();
    final Map<TrafficAction, Instant> done = new TreeMap<>();
    final List<VouchLine> vouched = new ArrayList<>();
  }

  /** Over to the target. */
  @WrittenBy({Cutover.class, LastLook.class})
  static final class Switching implements StatePart {
    boolean attempted;
    Totals approved;
  }

  /** The window after the switch. */
  @WrittenBy({MonitoringWindow.class, WindowLimits.class, WindowQuestion.class})
  static final class Watching implements StatePart {
    ProbeResult baseline;
    ProbeResult lastProbe;
    Instant lastProbeAt;

    /** What each of the last probes found past its limit. */
    final List<List<Exceeded>> recent = new ArrayList<>();

    Instant ends;
    Instant supportEnds;

    /** What people are asked; null where nothing is. */
    String asked;

    String askedAbout;
    Instant askedUntil;

    /** That which people were asked about and said that the applications stay. */
    final List<String> stayed = new ArrayList<>();

    AlarmLine alarm;

    /** What is past its limit and only told, by what it is. */
    final Map<String, AlarmLine> limits = new LinkedHashMap<>();

    Position compared = Position.START;
    long comparedRecords;
    long recordsToCompare;
    MigratedContent content;
  }

  /** The way back. */
  @WrittenBy({ReturnConditions.class, Rollback.class})
  static final class Returning implements StatePart {
    WayBackRehearsal rehearsal;
    SourceStanding source;
    LeftBehind leftBehind;
    String unreadable;
    String toldLoss;
    String acceptedLoss;
    String acceptedSource;
    String objection;
    Instant objectedAt;
    final List<UndoLine> undo = new ArrayList<>();
  }

  /** Changes of the plan. */
  @WrittenBy({MessageHandlers.class, RunContext.class})
  static final class Amending implements StatePart {
    PlanAmendment pending;
    int number;
  }

  /** How the run ends. */
  @WrittenBy({Endings.class})
  static final class Ends implements StatePart {
    Ending ending;
    String decision;
    boolean closed;
    String closedBy;
    String closedReason;
    Instant closedAt;
    String report;
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
      /** What was seen of the target after the switch. */
      WINDOW,
      /** A defect of ours. */
      DEFECT
    }
  }

  /** How far long work is. */
  @WrittenBy(ProgressTracker.class)
  static final class Progressing implements StatePart {
    long done;
    long total;
    Step step;
    Instant since;
    Instant movedAt;
    long moves;
    long from;
  }

  Gate gate(GateId id) {
    return gates.computeIfAbsent(id, ignored -> new Gate());
  }
}
