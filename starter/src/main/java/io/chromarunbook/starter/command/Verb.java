package io.chromarunbook.starter.command;

import io.chromarunbook.client.Migrations;
import io.chromarunbook.starter.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What all commands share. */
abstract class Verb implements Callable<Integer> {

  private final Session session;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean helpWanted;

  Verb(Session session) {
    this.session = session;
  }

  final Session session() {
    return session;
  }

  final Terminal terminal() {
    return session.terminal();
  }

  final Migrations migrations() {
    return session.migrations();
  }

  final void say(String line) {
    terminal().say(line);
  }

  final boolean helpWanted() {
    return helpWanted;
  }
}
