package io.chromarunbook.activities.traffic;

/** One action on traffic as a machine does it, and the state it aims at as a machine sees it. */
interface Deed {

  /**
   * What came of it.
   *
   * @param message without a full stop
   */
  record Done(boolean well, String message) {}

  /** Whether the state is there; changes nothing. */
  StateReading read();

  /** Does it. */
  Done perform();
}
