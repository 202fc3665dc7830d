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

  /** Beats at this pace for a while, and every hour for ever after. */
  @WorkflowMethod
  void beat(Duration pace);

  /** Sixty beats a history. */
  final class Beating implements Metronome {

    private static final int BEATS_OF_A_HISTORY = 60;

    @Override
    public void beat(Duration pace) {
      for (int beat = 0; beat < BEATS_OF_A_HISTORY; beat++) {
        Workflow.sleep(pace);
      }
      Workflow.newContinueAsNewStub(Metronome.class).beat(Duration.ofHours(1));
    }
  }
}
