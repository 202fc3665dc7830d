package io.chromarunbook.starter.command;

import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.settings.SettingsFile;
import io.chromarunbook.workflows.text.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** What the commands over a file of settings share. */
abstract class KeyVerb extends Verb {

  /** What a plan's commands are told. */
  private static final String MIGRATION = "RUNBOOK_MIGRATION";

  @Parameters(index = "0", paramLabel = "FILE", description = "The file of settings.")
  private Path file;

  KeyVerb(Session session) {
    super(session);
  }

  final SettingsFile file() {
    return SettingsFile.at(file);
  }

  /** The migration it is for: the one given, or the one that runs this command. */
  final String migration(String given) {
    String id = given == null ? session().environment().get(MIGRATION) : given;
    if (id == null) {
      throw Failure.usage(
          "It is not said for which migration; a run says it to its plan's commands, by hand give --for ID.");
    }
    if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
      throw Failure.usage(
          Printable.of(id, 60) + " is no migration's id: letters, digits, '.', '_' and '-'.");
    }
    return id;
  }

  /** The text of a file, without the line's end that editors leave behind it. */
  static String textOf(Path holder) {
    try {
      String text = Files.readString(holder, StandardCharsets.UTF_8);
      return text.endsWith("\r\n")
          ? text.substring(0, text.length() - 2)
          : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    } catch (IOException e) {
      throw Failure.usage(
          Printable.of(holder.toString()) + " cannot be read as the text of a value.", e);
    }
  }
}
