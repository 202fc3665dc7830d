package io.chromarunbook.starter.conversion;

import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Terminal;
import java.util.List;
import java.util.Locale;

/** What is asked of the person who converts. */
interface Question {

  /** Shows what the next question is about. */
  void show(List<String> lines);

  /** Whether the answer is yes. */
  boolean yes(String asked);

  /** Somebody who agreed to everything before, and reads the report afterwards. */
  static Question agreedTo() {
    return new Question() {
      @Override
      public void show(List<String> lines) {
        // The report has it.
      }

      @Override
      public boolean yes(String asked) {
        return true;
      }
    };
  }

  /** The person at this terminal. */
  static Question at(Terminal terminal) {
    return new Question() {
      @Override
      public void show(List<String> lines) {
        terminal.say(lines);
      }

      @Override
      public boolean yes(String asked) {
        while (true) {
          String typed =
              terminal
                  .ask(asked + " [y/n]")
                  .orElseThrow(Question::nobodyLeft)
                  .toLowerCase(Locale.ROOT);
          if (typed.startsWith("y") || typed.startsWith("n")) {
            return typed.startsWith("y");
          }
        }
      }
    };
  }

  private static Failure nobodyLeft() {
    return Failure.refused(
        "Nobody answers at this terminal any more; the conversion waits. Look at it with "
            + Commands.of("status"));
  }
}
