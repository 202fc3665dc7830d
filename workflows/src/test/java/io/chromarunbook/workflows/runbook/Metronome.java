package io.chromarunbook.workflows.runbook;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;

/**
 * Keeps the next moment of the test server's time near. A server that skips time may go one timer
 * too far before a sleeping test locks it again; where nothing else is due that would be the end of
 * all time, at which the runs time out.
 */
@WorkflowInterface
public interface Metronome {

  /** Beats for ever. */
  @WorkflowMethod
  void beat();

  /** Beats every five minutes. */
  final class EveryFiveMinutes implements Metronome {

    private static final int BEATS_OF_A_HISTORY = 100;

    @Override
    public void beat() {
      for (int beat = 0; beat < BEATS_OF_A_HISTORY; beat++) {
        Workflow.sleep(Duration.ofMinutes(5));
      }
      Workflow.newContinueAsNewStub(Metronome.class).beat();
    }
  }
}
