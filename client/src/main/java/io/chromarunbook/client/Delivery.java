package io.chromarunbook.client;

import io.chromarunbook.workflows.runbook.Reply;

/** What became of a message to a run. */
public sealed interface Delivery {

  /** The run took it in and answered. */
  record Answered(Reply reply) implements Delivery {}

  /** The run took it in, and works on it for longer than a person waits. */
  record Taken(String requestId) implements Delivery {}

  /** Temporal keeps it; the run takes it in as soon as a worker is there. */
  record Recorded(String requestId) implements Delivery {}
}
