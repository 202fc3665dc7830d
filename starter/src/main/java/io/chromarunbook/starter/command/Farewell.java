package io.chromarunbook.starter.command;

import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Terminal;

/** What a person is told who interrupts a command that only looks on: the run itself goes on. */
final class Farewell implements AutoCloseable {

  private final Terminal terminal;
  private final String sentence;
  private final String command;
  private final Thread hook = new Thread(this::say, "farewell");

  private Farewell(Terminal terminal, String sentence, String command) {
    this.terminal = terminal;
    this.sentence = sentence;
    this.command = command;
  }

  /** Said when the process is interrupted before this is closed. */
  static Farewell of(Terminal terminal, String id) {
    return of(terminal, "The migration " + id + " goes on without you; look again with", id);
  }

  /** The same of a conversion, which its person leads: it waits for them at its next gate. */
  static Farewell ofConversion(Terminal terminal, String id) {
    return of(
        terminal,
        "The conversion "
            + id
            + " goes on until it needs you, and waits then; to go on with it, type the same command"
            + " again; to look at it",
        id);
  }

  private static Farewell of(Terminal terminal, String sentence, String id) {
    Farewell farewell =
        new Farewell(terminal, sentence, Commands.of("status " + Commands.word(id) + " --watch"));
    Runtime.getRuntime().addShutdownHook(farewell.hook);
    return farewell;
  }

  /** Says it; to whoever reads complaints, because answers may be for a script. */
  void say() {
    terminal.complain(sentence);
    terminal.complain("  " + command);
  }

  /** It need not be said any more. */
  void spare() {
    try {
      var ignored = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process ends already, and it is being said.
    }
  }

  @Override
  public void close() {
    spare();
  }
}
