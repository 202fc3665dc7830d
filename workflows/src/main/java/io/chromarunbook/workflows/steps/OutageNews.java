package io.chromarunbook.workflows.steps;

/**
 * What an activity tells its run when something has not moved for ten seconds, once a minute while
 * that lasts, and when it is over: the work moves again, or the activity ends. News that are not
 * renewed for several minutes are of a worker that died; another one tells what is so now.
 *
 * @param activity which activity tells it; all its attempts give the same text
 * @param outage null where it is over
 */
public record OutageNews(String activity, Outage outage) {

  /** The signal of the run that takes them. */
  public static final String SIGNAL = "outage";
}
