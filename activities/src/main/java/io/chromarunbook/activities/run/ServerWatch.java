package io.chromarunbook.activities.run;

import io.chromarunbook.chroma.CallWatch;

/** Who watches the calls to a run's servers. */
@FunctionalInterface
interface ServerWatch {

  /** Nobody does. */
  ServerWatch NOBODY = (server, mend) -> CallWatch.NOBODY;

  /**
   * Watches the calls to one of them.
   *
   * @param server in words, with its address
   * @param mend what to do where it takes the credentials no more, in words
   */
  CallWatch of(String server, String mend);
}
