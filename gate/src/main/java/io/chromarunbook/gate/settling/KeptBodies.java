package io.chromarunbook.gate.settling;

import java.util.concurrent.atomic.AtomicLong;

/** Beginnings of bodies that are being passed on, all of them together up to a bound. */
public final class KeptBodies {

  /** Of one body: some hundred records, or the ids of thousands. */
  static final int ONE_BYTES = 256 * 1024;

  /** Of all: an eighth of what the process may hold. */
  static final int ALL_BYTES = 8 * 1024 * 1024;

  private final AtomicLong held = new AtomicLong();

  /** Whether so many bytes more may be held. */
  boolean take(int bytes) {
    if (held.addAndGet(bytes) <= ALL_BYTES) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  void giveBack(int bytes) {
    held.addAndGet(-bytes);
  }
}
