package io.chromarunbook.activities.run;

import java.time.Duration;

/** How work waits for a server. */
interface Pausing {

  /** Lets so much time pass; less where patience ends before. */
  void rest(Duration duration);

  /** Whether something does not move for longer than there is patience. */
  boolean givesUp();
}
