package io.chromarunbook.starter.conversion;

import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Terminal;
import java.util.Locale;

/** What is asked of the person who converts. */
@FunctionalInterface
interface Question {

  /** Whether the answer is yes. */
  boolean yes(String asked);

  /** Somebody who agreed to everything before. */
  static Question agreedTo() {
    return asked -> true;
  }

  /** The person at this terminal. */
  static Question at(Terminal terminal) {
    return asked -> {
      while (true) {
        String typed =
            terminal
                .ask(asked + " [y/n]")
                .orElseThrow(
                    () ->
                        Failure.refused(
                            "Nobody answers at this terminal any more; the conversion waits. Look"
                                + " at it with "
                                + Commands.of("status")))
                .toLowerCase(Locale.ROOT);
        if (typed.startsWith("y") || typed.startsWith("n")) {
          return typed.startsWith("y");
        }
      }
    };
  }
}
