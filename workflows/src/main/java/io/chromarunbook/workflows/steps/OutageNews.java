package io.chromarunbook.workflows.steps;

/**
 * What an activity tells its run when something has not moved for ten seconds, once a minute while
 * that lasts, and when it is over: the work moves again, or the activity ends. News that are not
 * renewed for several minutes are of a worker that died; another one tells what is so now.
 *
 * @param activity which activity tells it; all its attempts give the same text
 * @param outage null where it is over
 * @param end how it is over; null where it is not
 */
public record OutageNews(String activity, Outage outage, End end) {

  /** The signal of the run that takes them. */
  public static final String SIGNAL = "outage";

  /** How an outage is over. */
  public enum End {
    /** The work moves again. */
    MOVES_AGAIN,
    /** The activity ended without it, well or not: nobody waits for it any longer. */
    LEFT_ALONE
  }

  /** News of something that lasts; or, where there is none, that the work moves again. */
  public OutageNews(String activity, Outage outage) {
    this(activity, outage, outage == null ? End.MOVES_AGAIN : null);
  }

  /** News that nobody waits any longer. */
  public static OutageNews leftAlone(String activity) {
    return new OutageNews(activity, null, End.LEFT_ALONE);
  }
}
