package io.chromarunbook.worker;

import io.chromarunbook.activities.dryrun.DryRunActivitiesImpl;
import io.chromarunbook.activities.importing.ImportActivitiesImpl;
import io.chromarunbook.activities.inplace.InPlaceActivitiesImpl;
import io.chromarunbook.activities.inventory.HealthActivitiesImpl;
import io.chromarunbook.activities.inventory.InventoryActivitiesImpl;
import io.chromarunbook.activities.leftbehind.LeftBehindActivitiesImpl;
import io.chromarunbook.activities.lock.LockActivitiesImpl;
import io.chromarunbook.activities.mending.MendingActivitiesImpl;
import io.chromarunbook.activities.monitoring.MonitoringActivitiesImpl;
import io.chromarunbook.activities.notify.NotificationActivitiesImpl;
import io.chromarunbook.activities.report.ReportActivitiesImpl;
import io.chromarunbook.activities.restore.RestoreActivitiesImpl;
import io.chromarunbook.activities.run.RunActivitiesImpl;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.served.DirectoryActivitiesImpl;
import io.chromarunbook.activities.sight.PlanSightActivitiesImpl;
import io.chromarunbook.activities.snapshot.SnapshotActivitiesImpl;
import io.chromarunbook.activities.traffic.TrafficActivitiesImpl;
import io.chromarunbook.activities.validation.ValidationActivitiesImpl;
import io.chromarunbook.workflows.copy.CollectionWorkflowImpl;
import io.chromarunbook.workflows.copy.CopyWorkflowImpl;
import io.chromarunbook.workflows.lock.LockWorkflowImpl;
import io.chromarunbook.workflows.runbook.DryRunWorkflowImpl;
import io.chromarunbook.workflows.runbook.PlanSightWorkflowImpl;
import io.chromarunbook.workflows.runbook.RunbookWorkflowImpl;
import java.util.List;

/** Everything this process hosts. A new workflow or activity is added here and nowhere else. */
public final class Hosting {

  private Hosting() {}

  /** The workflows. */
  public static List<Class<?>> workflows() {
    return List.of(
        RunbookWorkflowImpl.class,
        DryRunWorkflowImpl.class,
        PlanSightWorkflowImpl.class,
        LockWorkflowImpl.class,
        CopyWorkflowImpl.class,
        CollectionWorkflowImpl.class);
  }

  /**
   * The activities. Both queues offer all of them: which queue a call goes to is the caller's
   * choice and only bounds how many run at once.
   */
  public static List<Object> activities(Runs runs) {
    return List.of(
        new RunActivitiesImpl(runs),
        new DirectoryActivitiesImpl(runs),
        new InPlaceActivitiesImpl(runs),
        new LockActivitiesImpl(runs),
        new PlanSightActivitiesImpl(runs),
        new HealthActivitiesImpl(runs),
        new InventoryActivitiesImpl(runs),
        new DryRunActivitiesImpl(runs),
        new SnapshotActivitiesImpl(runs),
        new RestoreActivitiesImpl(runs),
        new ImportActivitiesImpl(runs),
        new MendingActivitiesImpl(runs),
        new ValidationActivitiesImpl(runs),
        new TrafficActivitiesImpl(runs),
        new LeftBehindActivitiesImpl(runs),
        new MonitoringActivitiesImpl(runs),
        new ReportActivitiesImpl(runs),
        new NotificationActivitiesImpl(runs));
  }
}
