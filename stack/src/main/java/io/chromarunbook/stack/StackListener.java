package io.chromarunbook.stack;

import java.nio.file.Path;
import java.time.Duration;

/** Hears what the local stack does while a person waits. */
public interface StackListener {
  /** Called for every package and at least once a second. */
  default void installing(Installation progress) {}

  /** The programs are complete and will not be installed again. */
  default void installed(String what, Duration elapsed, Path location) {}

  /** A server or worker is being started. */
  default void starting(String name, String what) {}

  /** A server answers or a worker runs; {@code elapsed} is zero when it ran already. */
  default void started(String name, String address, Duration elapsed) {}

  /** A process of this stack has ended at our request. */
  default void stopped(String name) {}

  /** Something a person may want to know. */
  default void notice(String sentence) {}

  /** Hears everything and says nothing. */
  static StackListener silent() {
    return new StackListener() {};
  }
}
