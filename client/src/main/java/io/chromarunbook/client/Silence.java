package io.chromarunbook.client;

import java.time.Instant;
import java.util.Optional;

/** Why nobody says how a run stands. */
public sealed interface Silence {

  /** When an answer last came, or else since when one is waited for. */
  Instant since();

  /**
   * Temporal does not answer.
   *
   * @param place its address and namespace
   * @param why what the last call failed with, in one line; empty where that is not known
   */
  record NoTemporal(String place, String why, Instant since) implements Silence {}

  /**
   * No worker answers.
   *
   * @param lastSeen when one last asked for work; nothing where none did in the last minutes
   */
  record NoWorker(Optional<Instant> lastSeen, Instant since) implements Silence {}
}
