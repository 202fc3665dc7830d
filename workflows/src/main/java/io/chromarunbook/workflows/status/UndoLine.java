package io.chromarunbook.workflows.status;

import com.fasterxml.jackson.annotation.JsonProperty;

/** One sub-step of the rollback. */
public record UndoLine(Undo id, double plannedSeconds, State state, String message) {

  /** The sub-steps, in order. */
  public enum Undo {
    @JsonProperty("stop")
    STOP("stop migration", 1),
    @JsonProperty("revert")
    REVERT("revert configuration", 3),
    @JsonProperty("thaw")
    THAW("thaw source", 2),
    @JsonProperty("restart")
    RESTART("restart services", 5),
    @JsonProperty("verify")
    VERIFY("verify", 3);

    private final String title;
    private final int minutes;

    Undo(String title, int minutes) {
      this.title = title;
      this.minutes = minutes;
    }

    /** As the runbook names it. */
    public String title() {
      return title;
    }

    /** As the runbook plans it, in seconds. */
    public double plannedSeconds() {
      return minutes * 60.0;
    }
  }

  /** How it went. */
  public enum State {
    @JsonProperty("done")
    DONE,
    @JsonProperty("not needed")
    NOT_NEEDED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("needs confirmation")
    NEEDS_CONFIRMATION,
    @JsonProperty("confirmed")
    CONFIRMED
  }
}
