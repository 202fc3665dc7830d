package io.chromarunbook.starter.command;

import io.chromarunbook.starter.terminal.Terminal;
import java.util.Locale;

/** A question to a person whose silence is a no. */
final class YesOrNo {

  private YesOrNo() {}

  /** Whether the answer is yes. */
  static boolean asked(Terminal terminal, String question) {
    return terminal
        .ask(question + " [y/N]")
        .map(answer -> answer.toLowerCase(Locale.ROOT))
        .filter(answer -> answer.equals("y") || answer.equals("yes"))
        .isPresent();
  }
}
