package io.chromarunbook.starter.validation;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.worker.Hosting;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.steps.CollectionWork;
import io.chromarunbook.workflows.steps.DryRunActivities;
import io.chromarunbook.workflows.steps.DryRunSummary;
import io.chromarunbook.workflows.steps.ImportActivities;
import io.chromarunbook.workflows.steps.InventoryActivities;
import io.chromarunbook.workflows.steps.InventorySummary;
import io.chromarunbook.workflows.steps.LeftBehind;
import io.chromarunbook.workflows.steps.LeftBehindActivities;
import io.chromarunbook.workflows.steps.MonitoringActivities;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.RestoreActivities;
import io.chromarunbook.workflows.steps.RestoreRehearsal;
import io.chromarunbook.workflows.steps.RunActivities;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.steps.SnapshotActivities;
import io.chromarunbook.workflows.steps.TrafficActivities;
import io.chromarunbook.workflows.steps.ValidationActivities;
import io.chromarunbook.workflows.steps.ValidationSummary;
import io.temporal.testing.TestActivityEnvironment;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A run whose Steps 2 and 3 were done between real servers by the activities a worker calls, so
 * that Step 4 can be done as often as a test wants.
 */
public final class MigratedRun implements AutoCloseable {

  private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
  private final Plan plan;
  private final RunReference reference;
  private final RunFolder folder;

  /** Opens a run by this plan in a home. */
  public MigratedRun(Path home, String yaml) {
    plan = PlanReader.read(yaml);
    reference = new RunReference(plan.migration(), "first-run", Json.digest(plan));
    folder = new RunbookHome(home).run(plan.migration());
    Runs runs = new Runs(new RunbookHome(home), new Secrets(name -> null), ChromaServers::toWrite);
    environment.registerActivitiesImplementations(Hosting.activities(runs).toArray());
    environment.newActivityStub(RunActivities.class).open(reference, plan);
  }

  /** One of a server's databases. */
  static WritableServer connect(String url, String database) {
    return ChromaServers.toWrite(
        new ServerAddress(URI.create(url), ServerAddress.DEFAULT_TENANT, database, Map.of()));
  }

  /** Makes a collection with these records. */
  public static void fill(WritableServer server, NewCollection wanted, List<ChromaRecord> records) {
    server.upsert(server.create(wanted), records);
  }

  /** Step 1.2. */
  InventorySummary inventory() {
    return environment.newActivityStub(InventoryActivities.class).takeInventory(reference);
  }

  /** Step 1.4, after Step 1.2. */
  DryRunSummary dryRun() {
    DryRunActivities dryRun = environment.newActivityStub(DryRunActivities.class);
    inSlices(dryRun::rehearse);
    return dryRun.concludeDryRun(reference);
  }

  /** The last part of Step 2. */
  RestoreRehearsal rehearseRestore() {
    RestoreActivities restore = environment.newActivityStub(RestoreActivities.class);
    inSlices(restore::intoScratch);
    return restore.sumUp(reference);
  }

  /** Exports and imports everything there is at the source. */
  public MigratedRun migrate() {
    InventoryActivities inventory = environment.newActivityStub(InventoryActivities.class);
    inventory.takeInventory(reference);
    inventory.takeFrozenInventory(reference);
    SnapshotActivities snapshot = environment.newActivityStub(SnapshotActivities.class);
    inSlices(snapshot::exportRecords);
    snapshot.seal(reference);
    ImportActivities imports = imports();
    imports.collections(reference, 0).collections().forEach(this::copy);
    return this;
  }

  private ImportActivities imports() {
    return environment.newActivityStub(ImportActivities.class);
  }

  private void copy(CollectionWork work) {
    imports().prepareCollection(reference, work);
    for (int part = 0; part < work.parts(); part++) {
      imports().importPart(reference, work.index(), part);
    }
  }

  /** Copies a collection anew in place of whatever now bears its name at the target. */
  void copyAgain(String target) {
    try (WritableServer server = target()) {
      server.collection(target).ifPresent(server::drop);
    }
    CollectionWork work =
        imports().collections(reference, 0).collections().stream()
            .filter(each -> each.target().equals(target))
            .findFirst()
            .orElseThrow();
    imports().discardCollection(reference, work);
    copy(work);
  }

  /** Step 4 as a whole. */
  public ValidationSummary validate() {
    ValidationActivities validation = environment.newActivityStub(ValidationActivities.class);
    inSlices(validation::compareTarget);
    inSlices(validation::compareSource);
    inSlices(validation::searchBoth);
    return validation.concludeValidation(reference);
  }

  /** Looks at the target again, at a share of the content, and sums up. */
  ValidationSummary validateAgain(double share) {
    ValidationActivities validation = environment.newActivityStub(ValidationActivities.class);
    inSlices((run, from) -> validation.compareTargetAgain(run, share, from));
    return validation.concludeValidation(reference);
  }

  /** What looks at traffic, as a worker calls it. */
  public TrafficActivities traffic() {
    return environment.newActivityStub(TrafficActivities.class);
  }

  /** What looks at both servers after the switch, as a worker calls it. */
  public MonitoringActivities monitoring() {
    return environment.newActivityStub(MonitoringActivities.class);
  }

  /** What activities are called with. */
  public RunReference reference() {
    return reference;
  }

  /** What a rollback would leave behind now. */
  public LeftBehind leftBehind() {
    LeftBehindActivities leftBehind = environment.newActivityStub(LeftBehindActivities.class);
    inSlices(leftBehind::read);
    return leftBehind.sumUp(reference);
  }

  private void inSlices(BiFunction<RunReference, Position, Progress> activity) {
    Optional<Position> next = Optional.of(Position.START);
    while (next.isPresent()) {
      next = activity.apply(reference, next.get()).next();
    }
  }

  /** The target as the plan reaches it. */
  WritableServer target() {
    return connect(plan.target().url(), plan.target().database());
  }

  /** Where the run's files lie. */
  public RunFolder folder() {
    return folder;
  }

  /** These records of a collection of the target. */
  List<ChromaRecord> atTarget(String collection, String... ids) {
    try (WritableServer server = target()) {
      List<ChromaRecord> found = new ArrayList<>();
      server.records(server.collection(collection).orElseThrow(), List.of(ids), found::add);
      return found;
    }
  }

  /** Puts records at the target in place of what it has under their ids. */
  void replaceAtTarget(String collection, List<ChromaRecord> records) {
    try (WritableServer server = target()) {
      CollectionInfo info = server.collection(collection).orElseThrow();
      // An upsert alone would merge.
      server.delete(info, records.stream().map(ChromaRecord::id).toList());
      server.upsert(info, records);
    }
  }

  /** Removes records from the target. */
  void deleteAtTarget(String collection, String... ids) {
    try (WritableServer server = target()) {
      server.delete(server.collection(collection).orElseThrow(), List.of(ids));
    }
  }

  @Override
  public void close() {
    environment.close();
  }
}
