package io.chromarunbook.starter.chroma;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.importing.ImportActivitiesImpl;
import io.chromarunbook.activities.inventory.InventoryActivitiesImpl;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.snapshot.SnapshotActivitiesImpl;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.steps.CollectionWork;
import io.chromarunbook.workflows.steps.ImportActivities;
import io.chromarunbook.workflows.steps.InventoryActivities;
import io.chromarunbook.workflows.steps.PartReceipt;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.steps.SnapshotActivities;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Steps 1 to 3 with the real activities, one after the other, and without a workflow. */
final class Engine {
  private final RunReference run;
  private final RunFolder folder;
  private final Runs runs;

  Engine(Path home, String source, String target, String database) {
    Plan plan =
        PlanReader.read(
            """
            migration: odd
            source: {url: "%s", database: %s}
            target: {url: "%s", database: %s}
            people: {operations-lead: [ann], dba: [bo], security: [cy]}
            quarantine: {maxShare: 1}
            """
                .formatted(source, database, target, "to_" + database));
    runs = new Runs(new RunbookHome(home), new Secrets(name -> null), ChromaServers::toWrite);
    run = new RunReference("odd", "first-run", Json.digest(plan));
    folder = runs.create(run, plan);
  }

  /**
   * Moves everything.
   *
   * @return the reason by collection and id of each record in quarantine
   */
  Map<String, Map<String, String>> move() {
    TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
    try {
      environment.registerActivitiesImplementations(
          new InventoryActivitiesImpl(runs),
          new SnapshotActivitiesImpl(runs),
          new ImportActivitiesImpl(runs));
      take(environment.newActivityStub(InventoryActivities.class));
      export(environment.newActivityStub(SnapshotActivities.class));
      return copy(environment.newActivityStub(ImportActivities.class));
    } finally {
      environment.close();
    }
  }

  private void take(InventoryActivities inventory) {
    var ignored = inventory.takeInventory(run);
    var frozen = inventory.takeFrozenInventory(run);
    assertThat(frozen).isNotNull();
  }

  private void export(SnapshotActivities snapshot) {
    Progress exported = snapshot.exportRecords(run, Position.START);
    while (exported.next().isPresent()) {
      exported = snapshot.exportRecords(run, exported.next().get());
    }
    var ignored = snapshot.seal(run);
    Progress verified = snapshot.verifySnapshot(run, Position.START);
    while (verified.next().isPresent()) {
      verified = snapshot.verifySnapshot(run, verified.next().get());
    }
  }

  private Map<String, Map<String, String>> copy(ImportActivities copying) {
    Map<String, Map<String, String>> quarantined = new HashMap<>();
    for (CollectionWork collection : copying.collections(run, 0).collections()) {
      copying.prepareCollection(run, collection);
      for (int part = 0; part < collection.parts(); part++) {
        PartReceipt receipt = copying.importPart(run, collection.index(), part);
        assertThat(receipt.different() + receipt.missing())
            .as(collection.source() + " " + receipt)
            .isZero();
        QuarantineFile.forEach(
            folder.quarantine(collection.index(), part),
            entry ->
                quarantined
                    .computeIfAbsent(entry.collection(), first -> new HashMap<>())
                    .put(entry.id(), entry.reason()));
      }
    }
    copying.releaseCollections(run);
    return quarantined;
  }
}
