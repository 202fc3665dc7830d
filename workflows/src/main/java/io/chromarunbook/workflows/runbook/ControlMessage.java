package io.chromarunbook.workflows.runbook;

import java.util.Optional;

/** A person's message to a run, whichever door it comes by. */
public interface ControlMessage {

  /** The same for every repeat of one message. */
  String requestId();

  /** Who sends it, as the plan writes the name. */
  String by();

  /** What makes it malformed, whatever the state of the run; empty where nothing does. */
  Optional<String> flaw();

  /** What people wait for that this answers, in a few words; empty for what nobody waits for. */
  default Optional<String> answers() {
    return Optional.empty();
  }
}
