package io.chromarunbook.starter.migration;

import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.steps.OutageNews;
import io.chromarunbook.workflows.steps.RunReference;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.util.List;

/** The copy of a source into a target and nothing else, which notes what activities tell it. */
@WorkflowInterface
public interface Errand {

  /**
   * Something told.
   *
   * @param at by the workflow's clock
   */
  record Told(Instant at, OutageNews news) {}

  /**
   * How it ended.
   *
   * @param kind of the failure; null where it ended well
   */
  record End(String kind, String reason, long written, Instant at) {}

  /** How far it is. */
  enum Stage {
    EXPORT,
    IMPORT,
    DONE
  }

  /** Takes the snapshot and brings it in, part after part. */
  @WorkflowMethod
  End run(RunReference run, Plan plan);

  /** Takes news as a run does. */
  @SignalMethod(name = OutageNews.SIGNAL)
  void outage(OutageNews news);

  /** All news so far. */
  @QueryMethod
  List<Told> told();

  /** Where it is. */
  @QueryMethod
  Stage stage();
}
