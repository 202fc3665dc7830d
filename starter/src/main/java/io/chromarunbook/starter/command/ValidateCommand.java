package io.chromarunbook.starter.command;

import io.chromarunbook.starter.offline.MigrationValidation;
import io.chromarunbook.starter.offline.ValidatedMigration;
import io.chromarunbook.starter.offline.ValidationWishes;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.planning.PlanCheck;
import io.chromarunbook.starter.planning.PlanFile;
import io.chromarunbook.starter.terminal.CheckText;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.RecordProgress;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "validate",
    description = {
      "Compares both servers of a plan as they are now, whoever moved the data, and changes neither.",
      "Neither Temporal nor a worker is needed. The command explain lists all families and checks."
    },
    footer = {
      "",
      "Exit codes: 0 every blocking check passes, 2 wrong usage or plan, 3 a server is unreachable, 4 refused, 5 a blocking check fails or the source changed meanwhile."
    })
@Guide(
    group = CommandGroup.FILES,
    who = "anybody",
    changes =
        "nothing at the servers, unless --write-probe tries a scratch collection at the target, which is removed; results lie in RUNBOOK_HOME",
    examples = {"validate plan.yaml", "validate plan.yaml --family counts --check documents.equal"})
final class ValidateCommand extends Verb {

  @Parameters(paramLabel = "PLAN", description = "The plan's file.")
  private Path file;

  @Option(
      names = "--family",
      paramLabel = "NAME",
      description = "Only the checks of this family; may be repeated.")
  private List<String> families = new ArrayList<>();

  @Option(
      names = "--check",
      paramLabel = "ID",
      description = "Only this check; may be repeated, and be added to families.")
  private List<String> checks = new ArrayList<>();

  @Option(
      names = "--write-probe",
      description =
          "Also try writing, in a scratch collection at the target that is removed again.")
  private boolean writeProbe;

  @Option(names = "--json", description = "Answer in JSON; docs/schema describes it.")
  private boolean json;

  ValidateCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    ValidationWishes wishes = new ValidationWishes(families, checks, writeProbe);
    wishes.requireKnown();
    PlanFile written = PlanFile.read(file);
    Plan plan = written.plan();
    var ignored = session().planCheck().check(written, PlanCheck.Purpose.VALIDATION, List.of());
    Terminal narration = json ? terminal().besideAnswer() : terminal();
    ValidatedMigration validated =
        new MigrationValidation(
                session().home(),
                session().environment(),
                new RecordProgress(narration)::done,
                terminal()::complain)
            .validate(plan, wishes);
    if (json) {
      answer(validated);
    } else {
      show(validated);
    }
    return validated.holds() ? ExitCode.DONE : ExitCode.DATA;
  }

  // The file is the document; a script that reads either reads the same.
  private void answer(ValidatedMigration validated) {
    try {
      terminal().show(Files.readString(validated.document()).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void show(ValidatedMigration validated) {
    terminal().say(CheckText.of(validated.checks(), terminal().paint()));
    CheckText.firstFailing(validated.checks())
        .ifPresent(
            check -> {
              say("All they failed on: " + validated.failures());
              say("Next: " + terminal().paint().accent(Commands.of("explain " + check.id())));
            });
    say("Everything as JSON: " + validated.document());
    say(terminal().paint().bold(CheckText.sum(validated.checks())));
  }
}
