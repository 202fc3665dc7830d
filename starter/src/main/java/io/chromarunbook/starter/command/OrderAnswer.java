package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.ExitCode;
import java.io.StringWriter;
import java.io.Writer;

/** What came of an order, gathered for the one document a script gets instead of lines. */
final class OrderAnswer {

  /**
   * The document, as {@code docs/schema/order.schema.json} describes it.
   *
   * @param accepted null where it is recorded and nobody has looked at it yet
   * @param text what a person is told, a line each; empty where it was refused
   * @param reason why it was refused; empty where it was not
   * @param next the command to type next; empty where there is none
   */
  record Document(Boolean accepted, String text, String reason, String next) {}

  private final StringWriter said = new StringWriter();
  private boolean decided = true;
  private String next = "";

  /** Where what a person would be told is gathered. */
  Writer said() {
    return said;
  }

  /** Nobody has looked at the order yet. */
  void undecided() {
    decided = false;
  }

  /** What is to be typed next. */
  void next(String command) {
    next = command;
  }

  /** Of a command that ended with this code. */
  Document ended(int exitCode) {
    String text = said.toString().strip();
    return exitCode == ExitCode.DONE
        ? new Document(decided ? true : null, text, "", next)
        : refused(text);
  }

  /** Of one that was refused. */
  Document refused(String reason) {
    return new Document(false, "", reason, next);
  }
}
