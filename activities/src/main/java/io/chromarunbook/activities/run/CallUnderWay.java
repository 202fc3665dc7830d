package io.chromarunbook.activities.run;

import java.time.Instant;

/** One call to a server that is under way. */
final class CallUnderWay {

  private final String name;
  private final Runnable breakOff;
  private volatile Instant lastMoved;

  CallUnderWay(String name, Instant begun, Runnable breakOff) {
    this.name = name;
    this.lastMoved = begun;
    this.breakOff = breakOff;
  }

  /** For people: the method and the last part of the path. */
  String shortName() {
    return name.substring(0, name.indexOf(' ') + 1)
        + "…/"
        + name.substring(name.lastIndexOf('/') + 1);
  }

  /** What was asked, and of which collection: that another one is answered ends nothing. */
  String question() {
    return name;
  }

  /** When it began, or bytes of it last moved. */
  Instant lastMoved() {
    return lastMoved;
  }

  void moved(Instant now) {
    lastMoved = now;
  }

  /** Ends it at once. */
  void breakOff() {
    breakOff.run();
  }
}
