package io.chromarunbook.activities.run;

import io.chromarunbook.workflows.steps.Beat;
import java.time.Duration;
import java.time.Instant;

/**
 * What keeps an attempt in touch with whoever wants its work: Temporal where a worker runs it, a
 * person's terminal where a command does.
 */
public interface Pulse {

  /** What is being done, for the log. */
  String step();

  /** Which attempt this is, from 1; a later one has a greater number. */
  int attempt();

  /** Which work this is an attempt at; all attempts at it give the same text. */
  String activity();

  /** When a server last answered, as far as was known before this attempt. */
  Instant lastReachable();

  /** How often to beat. */
  Duration interval();

  /**
   * Says that the work goes on.
   *
   * @throws io.temporal.client.ActivityCompletionException where it is no longer wanted
   */
  void beat(Beat beat);
}
