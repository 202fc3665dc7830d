package io.chromarunbook.starter.command;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = "Shows a migration's report; it needs neither Temporal nor a worker.",
    footer = {"", "Example:", "  ./runbook report kb-to-1x -o report.md"})
final class ReportCommand extends Verb {

  /** The forms there are. */
  enum Format {
    md,
    json
  }

  @Parameters(paramLabel = "ID", description = "The migration.")
  private String id;

  @Option(names = "--format", paramLabel = "FORMAT", description = "md or json; md by default.")
  private Format format = Format.md;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write it; to the terminal by default.")
  private Path output;

  ReportCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    String report = read();
    if (output == null) {
      terminal().out().print(report.endsWith("\n") ? report : report + "\n");
      terminal().out().flush();
    } else {
      write(report);
      say("Wrote " + output);
    }
    return ExitCode.DONE;
  }

  private String read() {
    RunFolder folder = folder();
    Path file = json || format == Format.json ? folder.reportJson() : folder.reportMarkdown();
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw Files.isDirectory(folder.path())
          ? Failure.refused(
              "the migration "
                  + id
                  + " has no report yet, it is written when the migration ends; see "
                  + Commands.of("status " + id))
          : Failure.usage(
              "there is no migration "
                  + id
                  + " in "
                  + session().home().root()
                  + "; name the right one, or set RUNBOOK_HOME to where its worker has it");
    } catch (IOException e) {
      throw Failure.data(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private RunFolder folder() {
    try {
      return session().home().run(id);
    } catch (IllegalArgumentException e) {
      throw Failure.usage("'" + id + "' is not a migration's id", e);
    }
  }

  private void write(String report) {
    try {
      Files.writeString(output, report, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Failure.usage(output + " cannot be written: " + e.getMessage(), e);
    }
  }
}
