package io.chromarunbook.activities.scratch;

import io.chromarunbook.activities.dryrun.DryRunActivitiesImpl;
import io.chromarunbook.activities.inventory.InventoryActivitiesImpl;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.traffic.TrafficActivitiesImpl;
import io.chromarunbook.chroma.CallWatch;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.steps.DryRunActivities;
import io.chromarunbook.workflows.steps.InventoryActivities;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.steps.TrafficActivities;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;

/** A worker that dies, with no time for anything, as it writes to a scratch collection. */
final class DyingWorker {

  /** What becomes of a process that is killed. */
  static final int KILLED = 137;

  private DyingWorker() {}

  /**
   * Works on a run until it dies.
   *
   * @param arguments the home, a file with the plan, the run's id of its own, and what to do
   */
  public static void main(String[] arguments) throws IOException {
    Runs runs =
        new Runs(
            new RunbookHome(Path.of(arguments[0])), new Secrets(name -> null), DyingWorker::open);
    var plan = PlanReader.read(Files.readString(Path.of(arguments[1])));
    RunReference run = new RunReference(plan.migration(), arguments[2], Json.digest(plan));
    runs.create(run, plan);
    TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
    environment.registerActivitiesImplementations(
        new InventoryActivitiesImpl(runs),
        new DryRunActivitiesImpl(runs),
        new TrafficActivitiesImpl(runs));
    InventoryActivities inventory = environment.newActivityStub(InventoryActivities.class);
    var ignored = inventory.takeInventory(run);
    switch (arguments[3]) {
      case "dry-run" -> dryRun(run, environment.newActivityStub(DryRunActivities.class));
      case "write probe" -> {
        var frozen = inventory.takeFrozenInventory(run);
        var proof = environment.newActivityStub(TrafficActivities.class).proveTarget(run);
        System.out.println(frozen + " " + proof);
      }
      default -> throw new IllegalArgumentException(arguments[3]);
    }
  }

  private static void dryRun(RunReference run, DryRunActivities activities) {
    Progress progress = activities.rehearse(run, Position.START);
    while (progress.next().isPresent()) {
      progress = activities.rehearse(run, progress.next().get());
    }
    System.out.println(activities.concludeDryRun(run));
  }

  private static WritableServer open(ServerAddress address, CallWatch watch) {
    WritableServer server = ChromaServers.toWrite(address, watch);
    return (WritableServer)
        Proxy.newProxyInstance(
            WritableServer.class.getClassLoader(),
            new Class<?>[] {WritableServer.class},
            (proxy, method, given) -> {
              if (method.getName().equals("upsert")
                  && MarkedScratch.of((CollectionInfo) given[0]).isPresent()) {
                Runtime.getRuntime().halt(KILLED);
              }
              try {
                return method.invoke(server, given);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
