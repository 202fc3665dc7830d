package io.chromarunbook.activities.traffic;

import io.chromarunbook.workflows.text.Durations;
import java.time.Duration;

/** How a command ended. */
sealed interface CommandEnd {

  /** By itself. */
  record Exited(int code) implements CommandEnd {

    @Override
    public String told() {
      return switch (code) {
        case 126 -> "could not be started: it is not executable (exit code 126)";
        case 127 -> "could not be started: there is no such program (exit code 127)";
        default -> "ended with exit code " + code;
      };
    }
  }

  /** Killed at its limit, with everything it had started. */
  record LimitReached(Duration limit) implements CommandEnd {

    @Override
    public String told() {
      return "was killed at its limit of " + Durations.words(limit);
    }
  }

  /** Never started, because another command of the migration held the lock all the while. */
  record LockHeld(String lock) implements CommandEnd {

    @Override
    public String told() {
      return "was not started, because another command of this migration still holds " + lock;
    }
  }

  /** Never started, because somebody else took the turn. */
  record Superseded() implements CommandEnd {

    @Override
    public String told() {
      return "was not started, because a later action took over";
    }
  }

  /** For people, to follow the command's name. */
  String told();

  /** Whether the command itself said that all is well. */
  default boolean well() {
    return this instanceof Exited exited && exited.code() == 0;
  }
}
