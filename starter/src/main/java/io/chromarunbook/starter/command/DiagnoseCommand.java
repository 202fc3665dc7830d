package io.chromarunbook.starter.command;

import io.chromarunbook.starter.diagnosis.Diagnosis;
import io.chromarunbook.starter.diagnosis.DiagnosisDocument;
import io.chromarunbook.starter.diagnosis.DiagnosisText;
import io.chromarunbook.starter.diagnosis.Finding;
import io.chromarunbook.starter.diagnosis.RunFacts;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.Times;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "diagnose",
    description = {
      "Says which of the known issues a migration has: evidence, cause, remedy, whom to call and what"
          + " happens if nobody does anything.",
      "It asks Temporal, the run, both servers and the files of the run, and goes by what answers."
    },
    footer = {
      "",
      "Exits with 0 where nothing is wrong, with 1 where something is, with 3 where nobody who could know can be asked."
    })
@Guide(
    group = CommandGroup.WATCH,
    who = "anybody",
    changes = "nothing",
    examples = {"diagnose kb-to-1x", "diagnose kb-to-1x --json"})
final class DiagnoseCommand extends Verb {

  @Parameters(paramLabel = "ID", description = "The migration.")
  private String id;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  DiagnoseCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    RunFacts facts = Examination.of(session(), id);
    List<Finding> findings = Diagnosis.of(facts);
    if (json) {
      session().answer(DiagnosisDocument.of(facts, findings));
    } else {
      terminal()
          .say(
              DiagnosisText.of(
                  facts, findings, terminal().paint(), Times.local(), terminal().columns()));
    }
    return findings.stream().anyMatch(Finding::wrong) ? ExitCode.ENDED_OTHERWISE : ExitCode.DONE;
  }
}
