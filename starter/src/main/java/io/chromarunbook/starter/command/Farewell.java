package io.chromarunbook.starter.command;

import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Terminal;

/** What a person is told who interrupts a command that only looks on: the run itself goes on. */
final class Farewell implements AutoCloseable {

  private final Terminal terminal;
  private final String id;
  private final Thread hook = new Thread(this::say, "farewell");

  private Farewell(Terminal terminal, String id) {
    this.terminal = terminal;
    this.id = id;
  }

  /** Said when the process is interrupted before this is closed. */
  static Farewell of(Terminal terminal, String id) {
    Farewell farewell = new Farewell(terminal, id);
    Runtime.getRuntime().addShutdownHook(farewell.hook);
    return farewell;
  }

  /** Says it; to whoever reads complaints, because answers may be for a script. */
  void say() {
    terminal.complain("The migration " + id + " goes on without you; look again with");
    terminal.complain("  " + Commands.of("status " + Commands.word(id) + " --watch"));
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
