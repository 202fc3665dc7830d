package io.chromarunbook.workflows.steps;

/**
 * What an activity tells its run when something it waits for stops moving, and when that is over.
 *
 * @param activity which activity tells it; all its attempts give the same text
 * @param outage null where it is over
 */
public record OutageNews(String activity, Outage outage) {

  /** The signal of the run that takes them. */
  public static final String SIGNAL = "outage";
}
