package io.chromarunbook.activities.run;

import io.chromarunbook.workflows.steps.HeartbeatDetails;
import io.chromarunbook.workflows.steps.OutageNews;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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

  /** When the work was asked for; the same for all attempts at it. */
  Instant scheduled();

  /** What the last attempt passed on. */
  Optional<HeartbeatDetails> lastBeat();

  /**
   * How long to wait for a server that does not move.
   *
   * @param planned as the plan has it
   */
  Duration patience(Duration planned);

  /** How often to beat. */
  Duration interval();

  /**
   * Says that the work goes on.
   *
   * @throws io.temporal.client.ActivityCompletionException where it is no longer wanted
   */
  void beat(HeartbeatDetails beat);

  /**
   * Tells the run of an outage, or that it is over; takes a few seconds at most. Not on the thread
   * that works.
   *
   * @throws RuntimeException where it could not be told
   */
  void tell(String migration, OutageNews news);

  /** Where the run has its home, as far as anybody knows; takes a few seconds at most. */
  Optional<String> home(String migration);
}
