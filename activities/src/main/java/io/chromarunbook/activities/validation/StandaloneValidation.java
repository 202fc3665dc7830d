package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.Depth;
import io.chromarunbook.activities.checks.Selection;
import io.chromarunbook.activities.inventory.InventoryActivitiesImpl;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.run.ServerConnector;
import io.chromarunbook.activities.run.StandaloneWork;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.Manifest;
import io.chromarunbook.activities.snapshot.Slice;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.SnapshotActivitiesImpl;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.RunReference;
import io.temporal.failure.ApplicationFailure;
import java.util.UUID;

/**
 * The suite outside any run, in this process: the source is read into recovery files of its own,
 * and everything is held against these as in Step 4. Neither server is changed, apart from what
 * {@link Writing} allows.
 */
public final class StandaloneValidation {

  private static final String COUNTED = "counted at the source";

  private final RunFolder folder;
  private final Runs runs;
  private final StandaloneWork work;
  private final RunReference reference;
  private final Plan plan;

  /** Validates what a plan says, in this home's folder for it. */
  public StandaloneValidation(
      RunbookHome home,
      Secrets secrets,
      ServerConnector<WritableServer> connector,
      Plan plan,
      StandaloneWork.Listener listener) {
    this.work = new StandaloneWork("validate", listener);
    this.runs = Runs.ofValidations(home, secrets, connector, work.pulse());
    this.folder = home.validation(plan.migration());
    this.reference =
        new RunReference(plan.migration(), UUID.randomUUID().toString(), Json.digest(plan));
    this.plan = plan;
  }

  /** Where what was found lies afterwards, and nothing else. */
  public RunFolder folder() {
    return folder;
  }

  /**
   * Looks at as much as is needed for the selection, and judges it.
   *
   * @throws ApplicationFailure of the kinds activities fail with
   */
  public ValidationDocument validate(Selection selection, Writing writing) {
    ValidationFolder taken = ValidationFolder.take(folder);
    try {
      runs.create(reference, plan);
      Occasion occasion = new StandaloneSuite(selection, writing);
      Manifest manifest = selection.depth().reaches(Depth.RECORDS) ? readRecords() : countRecords();
      if (selection.depth().reaches(Depth.RECORDS)) {
        compareRecords();
      }
      if (selection.depth().reaches(Depth.QUERIES)) {
        search();
      }
      return judge(occasion, manifest);
    } finally {
      taken.clear();
    }
  }

  private Manifest countRecords() {
    return work.persistently(COUNTED, () -> manifest(inventory()));
  }

  private Manifest manifest(Inventory inventory) {
    return Manifest.unread(reference, plan.source(), inventory);
  }

  private Inventory inventory() {
    new InventoryActivitiesImpl(runs).takeInventory(reference);
    return Inventory.read(folder.inventory());
  }

  private Manifest readRecords() {
    String what = "read from the source";
    work.persistently(
        COUNTED,
        () -> {
          // Nothing is frozen outside a run: what was found at first is what counts.
          DurableFile.writeJson(folder.frozenInventory(), inventory());
          return null;
        });
    SnapshotActivitiesImpl snapshots = new SnapshotActivitiesImpl(runs);
    work.toTheEnd(what, from -> snapshots.exportRecords(reference, from));
    return work.persistently(
        what,
        () -> {
          snapshots.seal(reference);
          return Snapshot.open(folder.snapshot()).manifest();
        });
  }

  private void compareRecords() {
    work.toTheEnd("held against the plan", this::putAside);
    ValidationActivitiesImpl validation = new ValidationActivitiesImpl(runs);
    work.toTheEnd("compared with the target", from -> validation.compareTarget(reference, from));
  }

  private Progress putAside(Position from) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          Snapshot snapshot = Snapshot.open(folder.snapshot());
          PartWalk walk = new PartWalk(snapshot.manifest(), Slice.USUAL);
          return walk.from(from, new PlannedQuarantine(run, attempt, snapshot, walk));
        });
  }

  private void search() {
    ValidationActivitiesImpl validation = new ValidationActivitiesImpl(runs);
    work.toTheEnd("searched at both servers", from -> validation.searchBoth(reference, from));
  }

  private ValidationDocument judge(Occasion occasion, Manifest manifest) {
    return work.persistently(
        "judged",
        () ->
            Attempt.at(
                runs,
                reference,
                (run, attempt) -> {
                  try (ChromaServer source = run.source();
                      WritableServer target = run.target()) {
                    return new SuiteConclusion(occasion, run, attempt, manifest, source, target)
                        .document();
                  }
                }));
  }
}
