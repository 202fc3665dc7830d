package io.chromarunbook.starter.command;

import io.chromarunbook.starter.connection.SilentWorker;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.EvidenceText;
import io.chromarunbook.workflows.status.EvidenceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "evidence",
    description = "Shows what the open gate decides on, with its digest.",
    footer = {"", "Example:", "  ./runbook evidence kb-to-1x"})
final class EvidenceCommand extends Verb {

  @Parameters(paramLabel = "ID", description = "The migration.")
  private String id;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  EvidenceCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    EvidenceView evidence = read();
    if (json) {
      session().answer(evidence);
    } else {
      terminal().say(EvidenceText.of(evidence, terminal().paint()));
    }
    return ExitCode.DONE;
  }

  private EvidenceView read() {
    try {
      return migrations()
          .evidence(id)
          .orElseThrow(
              () ->
                  Failure.refused(
                      "no gate of "
                          + id
                          + " is open, so there is nothing to decide on; see "
                          + Commands.of("status " + id)));
    } catch (SilentWorker e) {
      throw Failure.unreachable(
          "no worker answers for " + id + "; start one with " + Commands.of("up"), e);
    }
  }
}
