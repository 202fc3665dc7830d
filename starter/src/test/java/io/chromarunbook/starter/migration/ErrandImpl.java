package io.chromarunbook.starter.migration;

import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.steps.CollectionWork;
import io.chromarunbook.workflows.steps.ImportActivities;
import io.chromarunbook.workflows.steps.InventoryActivities;
import io.chromarunbook.workflows.steps.OutageNews;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.RunActivities;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.steps.SnapshotActivities;
import io.chromarunbook.workflows.steps.StepFailure;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Calls the activities of Steps 1 to 3 with the runbook's own options. */
public final class ErrandImpl implements Errand {

  private final List<Told> told = new ArrayList<>();
  private Stage stage = Stage.EXPORT;

  @Override
  public End run(RunReference run, Plan plan) {
    try {
      return new End(null, null, copied(run, plan), now());
    } catch (ActivityFailure failure) {
      StepFailure why = StepFailure.of(failure);
      return new End(why.kind().name(), why.reason(), 0, now());
    } finally {
      stage = Stage.DONE;
    }
  }

  private long copied(RunReference run, Plan plan) {
    Workflow.newActivityStub(RunActivities.class, Profiles.light("open")).open(run, plan);
    InventoryActivities inventory =
        Workflow.newActivityStub(InventoryActivities.class, Profiles.light("inventory"));
    inventory.takeInventory(run);
    inventory.takeFrozenInventory(run);
    SnapshotActivities snapshots =
        Workflow.newActivityStub(SnapshotActivities.class, Profiles.data("snapshot"));
    Optional<Position> next = Optional.of(Position.START);
    while (next.isPresent()) {
      next = snapshots.exportRecords(run, next.get()).next();
    }
    snapshots.seal(run);
    stage = Stage.IMPORT;
    ImportActivities imports =
        Workflow.newActivityStub(ImportActivities.class, Profiles.data("import"));
    return imports.collections(run, 0).collections().stream()
        .mapToLong(collection -> brought(run, imports, collection))
        .sum();
  }

  // All parts at once, so that those behind wait for the same server as the first.
  private static long brought(
      RunReference run, ImportActivities imports, CollectionWork collection) {
    imports.prepareCollection(run, collection);
    List<Promise<Long>> parts =
        IntStream.range(0, collection.parts())
            .mapToObj(
                part ->
                    Async.function(() -> imports.importPart(run, collection.index(), part).equal()))
            .toList();
    parts.forEach(Promise::getFailure);
    return parts.stream().mapToLong(Promise::get).sum();
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  @Override
  public void outage(OutageNews news) {
    told.add(new Told(now(), news));
  }

  @Override
  public List<Told> told() {
    return told;
  }

  @Override
  public Stage stage() {
    return stage;
  }
}
