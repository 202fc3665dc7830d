package io.chromarunbook.worker;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What {@code /healthz} tells.
 *
 * @param status "up", or what keeps the worker from working, in one sentence
 * @param temporal the Temporal it speaks to, with where that was found
 * @param home its RUNBOOK_HOME
 * @param homeId the home's id; runs of another home are refused
 * @param pollers how many wait for tasks
 */
record Health(String status, String temporal, String home, String homeId, int pollers) {

  static final String UP = "up";

  /** Whether the worker takes tasks. */
  @JsonIgnore
  boolean up() {
    return status.equals(UP);
  }
}
