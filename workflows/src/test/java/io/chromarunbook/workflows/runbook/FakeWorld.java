package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.Findings;
import io.chromarunbook.workflows.evidence.SearchResult;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.lock.LockHolder;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.plan.ValidationPlan;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.BreakGlass;
import io.chromarunbook.workflows.steps.CapacityReport;
import io.chromarunbook.workflows.steps.CollectionLine;
import io.chromarunbook.workflows.steps.CollectionPage;
import io.chromarunbook.workflows.steps.CollectionTotals;
import io.chromarunbook.workflows.steps.CollectionWork;
import io.chromarunbook.workflows.steps.DryRunActivities;
import io.chromarunbook.workflows.steps.DryRunSummary;
import io.chromarunbook.workflows.steps.Exceeded;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.Finding;
import io.chromarunbook.workflows.steps.FreezeProof;
import io.chromarunbook.workflows.steps.HealthActivities;
import io.chromarunbook.workflows.steps.HealthReport;
import io.chromarunbook.workflows.steps.ImportActivities;
import io.chromarunbook.workflows.steps.InventoryActivities;
import io.chromarunbook.workflows.steps.InventorySummary;
import io.chromarunbook.workflows.steps.LeftBehind;
import io.chromarunbook.workflows.steps.LeftBehindActivities;
import io.chromarunbook.workflows.steps.LockActivities;
import io.chromarunbook.workflows.steps.MendingActivities;
import io.chromarunbook.workflows.steps.MigratedContent;
import io.chromarunbook.workflows.steps.MonitoringActivities;
import io.chromarunbook.workflows.steps.Notice;
import io.chromarunbook.workflows.steps.NotificationActivities;
import io.chromarunbook.workflows.steps.PartReceipt;
import io.chromarunbook.workflows.steps.PlanAmendment;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.ProbeResult;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.ReportActivities;
import io.chromarunbook.workflows.steps.ReportFiles;
import io.chromarunbook.workflows.steps.RestoreActivities;
import io.chromarunbook.workflows.steps.RestoreRehearsal;
import io.chromarunbook.workflows.steps.RunActivities;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.steps.ServerFacts;
import io.chromarunbook.workflows.steps.SnapshotActivities;
import io.chromarunbook.workflows.steps.SnapshotSummary;
import io.chromarunbook.workflows.steps.SourceStanding;
import io.chromarunbook.workflows.steps.TrafficActivities;
import io.chromarunbook.workflows.steps.ValidationActivities;
import io.chromarunbook.workflows.steps.ValidationSummary;
import io.chromarunbook.workflows.steps.WayBackRehearsal;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A world in which everything goes well until a test says otherwise. It remembers, in order, what
 * was done to it.
 */
final class FakeWorld
    implements RunActivities,
        HealthActivities,
        InventoryActivities,
        DryRunActivities,
        SnapshotActivities,
        RestoreActivities,
        ImportActivities,
        MendingActivities,
        ValidationActivities,
        TrafficActivities,
        MonitoringActivities,
        LockActivities,
        NotificationActivities,
        ReportActivities {

  static final List<CollectionWork> COLLECTIONS =
      List.of(
          new CollectionWork(0, "articles", "articles", 6000, 3),
          new CollectionWork(1, "faq", "faq", 3832, 2));
  static final long RECORDS = 9832;

  /** An inventory lists no more collections, whatever their number. */
  static final int LISTED = 100;

  volatile List<CollectionWork> collections = COLLECTIONS;

  /** The source's second reading, in no order with the import. */
  static final String BESIDE_IMPORT = "compare source beside import";

  private static final Set<String> ASIDE =
      Set.of(
          "tell",
          "probe",
          "look at the freeze",
          "compare migrated",
          "sum up migrated",
          "take locks",
          "release source",
          "release target",
          BESIDE_IMPORT);

  static final FreezeProof REFUSED =
      new FreezeProof(FreezeProof.State.REFUSED, "refused with 500 read-only");
  static final SourceStanding HOLDS =
      new SourceStanding(SourceStanding.State.HOLDS, "counts and ids are the snapshot's");

  final List<String> done = new CopyOnWriteArrayList<>();
  final List<Notice> notices = new CopyOnWriteArrayList<>();
  final List<PlanAmendment> amendments = new CopyOnWriteArrayList<>();

  /** Digests of the plans that came into force by amendments, and of what was validated by. */
  final List<String> plans = new CopyOnWriteArrayList<>();

  volatile String validatedBy;
  final Map<String, MigrationStatus> reports = new ConcurrentHashMap<>();

  /** What a test hangs on to a call, by its name in {@link #done}; it may throw. */
  final Map<String, Runnable> on = new ConcurrentHashMap<>();

  /** What people do when a gate's evidence is written, just before it opens. */
  volatile Consumer<EvidenceView> onEvidence = evidence -> {};

  volatile Findings findings = good();
  volatile List<CheckResult> checks = List.of();
  volatile List<Finding> healthFindings = List.of();
  volatile List<Finding> inventoryFindings = List.of();
  volatile List<Finding> capacityFindings = List.of();
  volatile List<Finding> dryRunFindings = List.of();
  volatile List<Finding> frozenFindings = List.of();
  volatile Supplier<Duration> forecast = () -> Duration.ofMinutes(10);
  final Map<TrafficAction, ActionResult> actions = new EnumMap<>(TrafficAction.class);
  final Map<TrafficAction, ActionResult> actionChecks = new EnumMap<>(TrafficAction.class);
  volatile FreezeProof writesBefore =
      new FreezeProof(FreezeProof.State.ACCEPTED, "a write probe was taken");
  volatile FreezeProof frozenProof = REFUSED;
  volatile FreezeProof frozenGlance = REFUSED;
  volatile SourceStanding sourceStanding = HOLDS;
  volatile SourceStanding probedSource = HOLDS;
  volatile Supplier<LeftBehind> leftBehind = () -> left(0, 0, 0);
  volatile MigratedContent migratedContent = new MigratedContent(RECORDS, 0, 0, List.of());
  volatile ActionResult restart = done("away for 2 s, then back with all collections");
  volatile Optional<LockHolder> locked = Optional.empty();
  volatile ActionResult thawedProof = done("the source takes writes again");
  volatile ActionResult targetProof = done("reads and writes at the target");
  volatile ActionResult acceptanceResult = done("passed");
  volatile java.util.function.IntPredicate probeHealthy = number -> true;
  volatile java.util.function.IntFunction<List<Exceeded>> exceeded = number -> List.of();
  volatile WayBackRehearsal rehearsal =
      new WayBackRehearsal(WayBackRehearsal.State.SEEN, "there and back", Duration.ofSeconds(2));
  volatile List<Exceeded> byCommands = List.of();
  volatile long newAtTarget;
  private final AtomicBoolean readAgain = new AtomicBoolean();
  volatile String target = "http://target:8000";

  /** What a rollback would leave behind at the target. */
  final LeftBehindActivities targetReading = new TargetReading();

  private final class TargetReading implements LeftBehindActivities {

    @Override
    public Progress read(RunReference run, Position from) {
      did("read left behind");
      return new Progress(Optional.empty(), RECORDS, RECORDS);
    }

    @Override
    public LeftBehind sumUp(RunReference run) {
      return leftBehind.get();
    }
  }

  static LeftBehind left(long added, long changed, long gone) {
    return new LeftBehind(added, changed, gone, "left-behind.jsonl", Instant.EPOCH);
  }

  static Findings good() {
    return new Findings(
        new Totals(RECORDS, RECORDS, 0, 0, 0, 0, 0),
        2,
        2,
        12,
        0,
        0,
        List.of(new SearchResult("articles", 50, 50, 0.99, 0.99)),
        ValidationPlan.DEFAULT);
  }

  static ActionResult done(String message) {
    return new ActionResult(ActionResult.State.DONE, message);
  }

  private void did(String what) {
    done.add(what);
    Runnable reaction = on.get(what);
    if (reaction != null) {
      reaction.run();
    }
  }

  @Override
  public String open(RunReference run, Plan plan) {
    did("open");
    return "folder";
  }

  @Override
  public void amend(RunReference run, PlanAmendment amendment) {
    did("amend " + amendment.number());
    amendments.add(amendment);
    plans.add(run.planDigest());
  }

  @Override
  public Progress repair(RunReference run, String collection, Position from) {
    did("repair " + (collection == null ? "all" : collection));
    return new Progress(Optional.empty(), RECORDS, RECORDS);
  }

  @Override
  public Progress replay(RunReference run, String collection, Position from) {
    did("replay " + (collection == null ? "all" : collection));
    return new Progress(Optional.empty(), RECORDS, RECORDS);
  }

  @Override
  public HealthReport health(RunReference run) {
    did("health");
    return new HealthReport(
        new ServerFacts("http://source:8000", "0.5.23", "v1", 3L),
        new ServerFacts(target, "1.0.0", "v2", 3L),
        writesBefore,
        healthFindings);
  }

  @Override
  public InventorySummary takeInventory(RunReference run) {
    did("inventory");
    return new InventorySummary(
        collections.size(), RECORDS, "1".repeat(64), lines(), inventoryFindings);
  }

  @Override
  public InventorySummary takeFrozenInventory(RunReference run) {
    did("frozen inventory");
    return new InventorySummary(
        collections.size(), RECORDS, "2".repeat(64), lines(), frozenFindings);
  }

  private List<CollectionLine> lines() {
    return collections.stream()
        .limit(LISTED)
        .map(work -> new CollectionLine(work.source(), work.target(), work.records()))
        .toList();
  }

  @Override
  public CapacityReport capacity(RunReference run, String replaces) {
    did("capacity");
    return new CapacityReport(1_000_000_000, 20_000_000, 5461, List.of(), capacityFindings);
  }

  @Override
  public Progress rehearse(RunReference run, Position from) {
    did("dry-run");
    return new Progress(Optional.empty(), RECORDS, RECORDS);
  }

  @Override
  public DryRunSummary concludeDryRun(RunReference run) {
    did("dry-run conclusion");
    return new DryRunSummary(
        RECORDS, 0, 2300, 1000, Map.of("3", forecast.get()), dryRunFindings, List.of());
  }

  @Override
  public BreakGlass writeBreakGlass(RunReference run) {
    did("break-glass");
    return new BreakGlass("BREAK-GLASS.sh", "BREAK-GLASS.md");
  }

  @Override
  public ActionResult act(RunReference run, TrafficAction action) {
    did(action.label());
    return actions.getOrDefault(action, done(action + " done"));
  }

  @Override
  public ActionResult freezeAgain(RunReference run) {
    did("freeze again");
    return actions.getOrDefault(TrafficAction.FREEZE, done("frozen again"));
  }

  @Override
  public ActionResult refuseWritesAtTarget(RunReference run) {
    did("refuse writes at target");
    return done("the gate refuses them");
  }

  @Override
  public ActionResult check(RunReference run, TrafficAction action) {
    did("check " + action.label());
    return actionChecks.getOrDefault(
        action,
        new ActionResult(ActionResult.State.NEEDS_CONFIRMATION, "the plan has no check for it"));
  }

  @Override
  public FreezeProof proveFrozen(RunReference run, FreezeProof before) {
    did("prove frozen");
    return frozenProof;
  }

  @Override
  public FreezeProof lookAtFreeze(RunReference run, FreezeProof before) {
    did("look at the freeze");
    return frozenGlance;
  }

  @Override
  public SourceStanding proveSource(RunReference run) {
    did("prove source");
    return sourceStanding;
  }

  @Override
  public ActionResult restartTarget(RunReference run) {
    did("restart target");
    return restart;
  }

  @Override
  public Optional<LockHolder> take(RunReference run) {
    did("take locks");
    return locked;
  }

  @Override
  public void releaseSource(RunReference run) {
    did("release source");
  }

  @Override
  public void releaseTarget(RunReference run) {
    did("release target");
  }

  @Override
  public ActionResult proveThawed(RunReference run) {
    did("prove thawed");
    return thawedProof;
  }

  @Override
  public ActionResult proveTarget(RunReference run) {
    did("prove target");
    return targetProof;
  }

  @Override
  public WayBackRehearsal rehearseWayBack(RunReference run) {
    did("rehearse way back");
    return rehearsal;
  }

  @Override
  public List<Exceeded> probeCommands(RunReference run) {
    did("probe commands");
    return byCommands;
  }

  @Override
  public ActionResult acceptance(RunReference run) {
    did("acceptance");
    return acceptanceResult;
  }

  @Override
  public Progress exportRecords(RunReference run, Position from) {
    did("export");
    return new Progress(Optional.empty(), RECORDS, RECORDS);
  }

  @Override
  public SnapshotSummary seal(RunReference run) {
    did("seal");
    return new SnapshotSummary(
        "snapshot",
        "3".repeat(64),
        RECORDS,
        5,
        20_000_000,
        Instant.ofEpochMilli(Activity.getExecutionContext().getInfo().getScheduledTimestamp())
            .plus(Duration.ofDays(7)));
  }

  @Override
  public Progress verifySnapshot(RunReference run, Position from) {
    did("verify snapshot");
    return new Progress(Optional.empty(), RECORDS, RECORDS);
  }

  @Override
  public Progress intoScratch(RunReference run, Position from) {
    did("rehearse restore");
    return new Progress(Optional.empty(), 1000, 1000);
  }

  @Override
  public int removeScratch(RunReference run) {
    did("remove scratch");
    return 1;
  }

  @Override
  public RestoreRehearsal sumUp(RunReference run) {
    did("sum up rehearsal");
    return new RestoreRehearsal(1000, 0, 0, Duration.ofSeconds(2), Duration.ofMillis(19_664));
  }

  @Override
  public CollectionPage collections(RunReference run, int from) {
    return new CollectionPage(
        collections.subList(from, collections.size()), collections.size(), RECORDS);
  }

  @Override
  public void prepareCollection(RunReference run, CollectionWork collection) {
    did("create " + collection.source());
  }

  @Override
  public PartReceipt importPart(RunReference run, int collection, int part) {
    CollectionWork work = collections.get(collection);
    did("import " + work.source() + " " + part);
    long records = work.records() / work.parts();
    return new PartReceipt(collection, part, records, records, 0, records, 0, 0, 0);
  }

  @Override
  public PartReceipt importWhole(RunReference run, CollectionWork collection) {
    prepareCollection(run, collection);
    return importPart(run, collection.index(), 0);
  }

  @Override
  public void discardCollection(RunReference run, CollectionWork collection) {
    did("discard " + collection.source());
  }

  @Override
  public int discardAll(RunReference run) {
    did("discard all");
    return 2;
  }

  @Override
  public int discardReplaced(RunReference run, String replaced) {
    did("discard replaced " + replaced);
    return 2;
  }

  @Override
  public void releaseCollections(RunReference run) {
    did("release");
  }

  @Override
  public void stopWriters(RunReference run) {
    did("stop writers");
  }

  @Override
  public Progress compareTarget(RunReference run, Position from) {
    did("compare target");
    return new Progress(Optional.empty(), RECORDS, RECORDS);
  }

  @Override
  public Progress compareSource(RunReference run, Position from) {
    did(readAgain.getAndSet(true) ? "compare source" : BESIDE_IMPORT);
    return new Progress(Optional.empty(), RECORDS, RECORDS);
  }

  @Override
  public Progress compareTargetAgain(RunReference run, double share, Position from) {
    did("compare target again");
    return new Progress(Optional.empty(), RECORDS, RECORDS);
  }

  @Override
  public Progress compareMigrated(RunReference run, Position from) {
    did("compare migrated");
    return new Progress(Optional.empty(), RECORDS, RECORDS);
  }

  @Override
  public MigratedContent sumUpMigrated(RunReference run) {
    did("sum up migrated");
    return migratedContent;
  }

  @Override
  public Progress compareBoth(RunReference run, Position from) {
    did("compare both");
    return new Progress(Optional.empty(), RECORDS, RECORDS);
  }

  @Override
  public Progress searchBoth(RunReference run, Position from) {
    did("search");
    return new Progress(Optional.empty(), RECORDS, RECORDS);
  }

  @Override
  public Progress compareTargetAndSearch(RunReference run, Position from) {
    did("compare target and search");
    return new Progress(Optional.empty(), RECORDS, RECORDS);
  }

  @Override
  public ValidationSummary concludeValidation(RunReference run) {
    did("conclude validation");
    validatedBy = run.planDigest();
    return new ValidationSummary(
        findings,
        checks,
        collections.stream()
            .map(
                work ->
                    new CollectionTotals(
                        work.source(),
                        work.records(),
                        work.source().equals("faq")
                            ? differences(work.records())
                            : new Totals(work.records(), work.records(), 0, 0, 0, 0, 0)))
            .toList());
  }

  private Totals differences(long records) {
    Totals all = findings.totals();
    return new Totals(
        records,
        records - all.different() - all.missing() - all.quarantined(),
        all.quarantined(),
        all.different(),
        all.missing(),
        all.added(),
        0);
  }

  @Override
  public ProbeResult baseline(RunReference run) {
    did("baseline");
    return new ProbeResult(0, true, probedSource, 0, 3, "good", List.of(), null, List.of());
  }

  @Override
  public ProbeResult probe(RunReference run, int number) {
    did("probe");
    boolean healthy = probeHealthy.test(number);
    return new ProbeResult(
        number,
        healthy,
        probedSource,
        newAtTarget,
        3,
        healthy ? "good" : "ids missing",
        List.of(),
        null,
        exceeded.apply(number));
  }

  @Override
  public void tell(RunReference run, Notice notice) {
    did("tell");
    notices.add(notice);
  }

  @Override
  public void writeEvidence(RunReference run, EvidenceView evidence) {
    did("evidence " + evidence.gate());
    onEvidence.accept(evidence);
  }

  @Override
  public ReportFiles writeReport(RunReference run, MigrationStatus status, EvidenceView evidence) {
    did("report");
    reports.put(run.migration(), status);
    return new ReportFiles("report.json", "report.md");
  }

  /** Does something at the n-th of these calls, counted from now and from 1. */
  void at(String call, int number, Runnable reaction) {
    AtomicInteger calls = new AtomicInteger();
    on.put(
        call,
        () -> {
          if (calls.incrementAndGet() == number) {
            reaction.run();
          }
        });
  }

  /**
   * Ends a run from within a call, which goes on until it is told of its cancellation and then ends
   * as if it had not heard. (A call that ends while it is being cancelled breaks the test server:
   * it refuses the workflow task with ACTIVITY_UNKNOWN.)
   */
  static void endingTheRun(Runnable message) {
    message.run();
    for (int beat = 0; beat < 4000; beat++) {
      try {
        Activity.getExecutionContext().heartbeat(beat);
      } catch (ActivityCompletionException cancelled) {
        return;
      }
      LockSupport.parkNanos(2_000_000);
    }
    throw new AssertionError("nobody cancelled this call");
  }

  /** Does something in a call that has to be tried again, so that its effects arrive meanwhile. */
  static void onFirstTry(Runnable message) {
    message.run();
    throw FailureKind.UNREACHABLE.failure("not at the first try", null);
  }

  /** Collections of one part. */
  static List<CollectionWork> small(String... names) {
    return IntStream.range(0, names.length)
        .mapToObj(index -> new CollectionWork(index, names[index], names[index], 10, 1))
        .toList();
  }

  /** What was done one after the other: without notices, probes and what goes on beside. */
  List<String> deeds() {
    return done.stream().filter(call -> !ASIDE.contains(call)).toList();
  }

  /** The deeds from the last of these calls on. */
  List<String> deedsAfter(String call) {
    List<String> deeds = deeds();
    return deeds.subList(deeds.lastIndexOf(call) + 1, deeds.size());
  }

  /** Makes a call fail for good. */
  void fail(String call, FailureKind kind) {
    on.put(
        call,
        () -> {
          throw kind.failure(call + " failed in this test", null);
        });
  }
}
