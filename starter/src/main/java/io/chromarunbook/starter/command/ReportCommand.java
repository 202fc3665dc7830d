package io.chromarunbook.starter.command;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.client.SilentWorker;
import io.chromarunbook.starter.offline.OpenReport;
import io.chromarunbook.starter.offline.RecordedRun;
import io.chromarunbook.starter.offline.StrandedRun;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.StrandedText;
import io.chromarunbook.starter.terminal.Times;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = {
      "Shows a migration's report.",
      "Where the migration has ended it needs neither Temporal nor a worker; while it runs, a worker says how it stands."
    },
    footer = {"", "The JSON is what a witness needs while the gate is open: docs/witness.md."})
@Guide(
    group = CommandGroup.WATCH,
    who = "anybody",
    changes = "nothing; -o writes a file",
    examples = {
      "report kb-to-1x --format html -o report.html",
      "report kb-to-1x -o report.md",
      "report kb-to-1x --format json -o report.json"
    })
final class ReportCommand extends Verb {

  /** A report is read anywhere and any day. */
  private static final Times UTC = new Times(ZoneOffset.UTC);

  /** The forms there are. */
  enum Format {
    html,
    md,
    json
  }

  @Parameters(paramLabel = "ID", description = "The migration.")
  private String id;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "html, md or json; md by default.")
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
      terminal().show(report.lines().toList());
    } else {
      write(report);
      say("Wrote " + output);
    }
    return ExitCode.DONE;
  }

  private String read() {
    RunFolder folder = folder();
    try {
      return Files.readString(written(folder), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return unwritten(folder);
    } catch (IOException e) {
      throw Failure.data("The report of " + id + " cannot be read: " + e.getMessage(), e);
    }
  }

  private Format wanted() {
    return json ? Format.json : format;
  }

  private Path written(RunFolder folder) {
    return switch (wanted()) {
      case html -> folder.reportHtml();
      case md -> folder.reportMarkdown();
      case json -> folder.reportJson();
    };
  }

  /** A report is written when its migration ends; until then it is made of how things stand. */
  private String unwritten(RunFolder folder) {
    if (!Files.isDirectory(folder.path())) {
      throw Failure.usage(
          "There is no migration "
              + id
              + " in "
              + session().home().root()
              + "; name the right one, or set RUNBOOK_HOME to where its worker has it");
    }
    if (!Files.exists(folder.owner())) {
      throw Failure.refused(notStarted());
    }
    RunAtHand run = RunAtHand.of(session(), id);
    Optional<StrandedRun> stranded = run.stranded();
    if (stranded.isPresent()) {
      return form(
          RecordedRun.of(session().home(), id)
              .report(stranded.get(), StrandedText.statement(stranded.get(), UTC, Instant.EPOCH)));
    }
    try {
      OpenReport report =
          RecordedRun.of(session().home(), id)
              .report(migrations().status(id), migrations().evidence(id));
      return form(report);
    } catch (SilentWorker e) {
      throw Failure.unreachable(
          "The report of "
              + id
              + " is written when it ends, and no worker answers to say how it stands now; start"
              + " one with "
              + Commands.of("up"),
          e);
    }
  }

  private String form(OpenReport report) {
    return switch (wanted()) {
      case html -> report.html();
      case md -> report.markdown();
      case json -> report.json();
    };
  }

  private String notStarted() {
    DryRuns dryRuns = DryRuns.recorded(session().home(), id);
    return dryRuns.none()
        ? "The migration "
            + id
            + " was not started yet, so it has no report; start it with "
            + Commands.of("start PLAN --id " + id)
        : "The migration "
            + id
            + " was not started yet; of its dry-runs there are reports: "
            + String.join(
                ", ",
                dryRuns.lines().stream()
                    .map(DryRuns.Line::report)
                    .filter(Objects::nonNull)
                    .toList());
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
