package io.chromarunbook.starter.command;

import io.chromarunbook.starter.documents.DocumentFolder;
import io.chromarunbook.starter.documents.DocumentSet;
import io.chromarunbook.starter.documents.ExamplePlan;
import io.chromarunbook.starter.documents.Subject;
import io.chromarunbook.starter.offline.DryRunForecast;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.planning.InventoryLook;
import io.chromarunbook.starter.planning.LiveInventory;
import io.chromarunbook.starter.planning.PlanFile;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.workflows.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "docs",
    description = {
      "Writes the runbook's documents, filled in for a plan: main runbook, summary, commands, a page for each role.",
      "It needs neither Temporal nor a server: what the source holds and what a dry-run forecast is in them where there is any to be had."
    },
    footer = {
      "",
      "A file that it did not write, or that was changed since, is not overwritten.",
      "Exit codes: 0 written, 2 wrong plan, or the folder takes no file, 4 a file in the way."
    })
@Guide(
    group = CommandGroup.RUN,
    who = "anybody",
    changes = "writes files into a folder; the source is only asked what it holds",
    examples = {"docs plan.yaml", "docs plan.yaml -o our-runbook --format md"})
final class DocsCommand extends Verb {

  private static final String GENERIC =
      "Written for no one migration: names, addresses and people are examples. For yours, type ";

  @ArgGroup(multiplicity = "1")
  private Whose whose;

  /** Of whose migration they are. */
  static final class Whose {
    @Parameters(paramLabel = "PLAN", description = "The plan's file.")
    private Path file;

    @Option(
        names = "--generic",
        required = true,
        description = "For no one migration, as in docs/runbook.")
    private boolean generic;
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Where to write them; MIGRATION-docs by default, docs/runbook with --generic.")
  private Path output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "html or md; html by default, md with --generic.")
  private DocumentSet.Format format;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  DocsCommand(Session session) {
    super(session);
  }

  /**
   * What was written.
   *
   * @param migration null where they are of no one migration
   * @param open which to open first
   * @param inventory whether what the source holds is in them
   * @param missing why it is not; empty where it is
   * @param dryRun whose forecast is in them; null where none is
   */
  record Answer(
      String migration,
      String open,
      List<String> files,
      boolean inventory,
      String missing,
      String dryRun) {}

  @Override
  public Integer call() {
    Subject subject = whose.generic ? generic() : ofPlan();
    DocumentSet.Format form =
        format != null ? format : whose.generic ? DocumentSet.Format.md : DocumentSet.Format.html;
    Path folder =
        output != null
            ? output
            : whose.generic
                ? Path.of("docs", "runbook")
                : Path.of(subject.plan().migration() + "-docs");
    List<Path> written = new DocumentFolder(folder).write(DocumentSet.files(subject, form));
    if (json) {
      session().answer(answer(subject, written));
    } else {
      show(subject, written);
    }
    return ExitCode.DONE;
  }

  private Subject generic() {
    return genericSubject(spec);
  }

  /** The documents of nobody, for the command line that knows all commands. */
  static Subject genericSubject(CommandSpec spec) {
    return new Subject(
        ExamplePlan.plan(),
        "plan.yaml",
        GENERIC + Commands.of("docs PLAN") + ".",
        InventoryLook.missing("there is no source."),
        Optional.empty(),
        Path.of(".runbook"),
        KnownCommands.of(spec.root().commandLine()));
  }

  private Subject ofPlan() {
    Plan plan = PlanFile.read(whose.file).plan();
    return new Subject(
        plan,
        whose.file.toString(),
        "Written from the plan "
            + whose.file
            + " by the program that runs it; write it anew when the plan changes, with "
            + Commands.of("docs " + Commands.word(whose.file.toString()))
            + ".",
        InventoryLook.at(plan, session().environment()),
        DryRunForecast.last(session().home(), plan.migration()),
        session().home().root(),
        KnownCommands.of(spec.root().commandLine()));
  }

  private Answer answer(Subject subject, List<Path> written) {
    return new Answer(
        whose.generic ? null : subject.plan().migration(),
        written.get(0).toString(),
        written.stream().map(Path::toString).toList(),
        subject.look().inventory().isPresent(),
        subject.look().missing(),
        subject.forecast().map(DryRunForecast::run).orElse(null));
  }

  private void show(Subject subject, List<Path> written) {
    say(
        "Wrote "
            + written.size()
            + " documents into "
            + written.get(0).toAbsolutePath().getParent());
    written.forEach(file -> say("  " + file.getFileName()));
    if (!whose.generic) {
      say(
          subject
              .look()
              .inventory()
              .map(
                  (LiveInventory inventory) ->
                      String.format(
                          Locale.ROOT,
                          "With what the source holds now: %,d records in %d collections.",
                          inventory.records(),
                          inventory.collections().size()))
              .orElse("Without an inventory: " + subject.look().missing()));
      say(
          subject
              .forecast()
              .map(forecast -> "With the forecast of " + forecast.run() + ".")
              .orElse(
                  "Without a forecast, because no dry-run of it has ended here: "
                      + Commands.of(
                          "start " + Commands.word(whose.file.toString()) + " --dry-run --wait")));
    }
    say("Open first: " + terminal().paint().accent(written.get(0).toString()));
  }
}
