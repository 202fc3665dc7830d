package io.chromarunbook.starter.history;

import java.time.Instant;

/**
 * One thing that happened in a run.
 *
 * @param by who did it; empty where nobody in particular did
 * @param text what happened, in one sentence without its full stop; it may hold text from data
 */
public record HistoryLine(Instant at, Kind kind, String by, String text) {

  public HistoryLine {
    text = TrafficLine.plain(text);
  }

  /** What sort of thing. */
  public enum Kind {
    /** The run was started. */
    STARTED,
    /** A step began, or ended. */
    STEP,
    /** A gate opened. */
    GATE,
    /** A person answered a gate. */
    ANSWER,
    /** People were to decide, or did. */
    HOLD,
    /** A person ordered something, or confirmed it. */
    ORDER,
    /** What a person sent did not count. */
    REFUSED,
    /** The run waited for something that did not answer, or that was over. */
    OUTAGE,
    /** The source was frozen or thawed, or that was looked at. */
    FREEZE,
    /** Traffic was moved over. */
    CUTOVER,
    /** What was done was undone. */
    ROLLBACK,
    /** People were told of something else. */
    NOTICE,
    /** Something was done beside the run: by hand, or after its end. */
    BESIDE,
    /** A file of the run was written. */
    FILE,
    /** The run came to an end. */
    ENDED
  }

  /** Something nobody in particular did. */
  static HistoryLine of(Instant at, Kind kind, String text) {
    return new HistoryLine(at, kind, "", text);
  }
}
