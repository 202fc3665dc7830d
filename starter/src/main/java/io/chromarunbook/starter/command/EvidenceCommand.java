package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.starter.connection.SilentWorker;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.EvidenceText;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.EvidenceView;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "evidence",
    description = "Shows what the open gate decides on, with its digest, and who has answered.",
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
    try {
      EvidenceView evidence = read();
      List<AnswerLine> answers = GateAnswers.of(migrations().status(id), evidence.gate());
      if (json) {
        ObjectNode document = Json.MAPPER.valueToTree(evidence);
        document.set("answers", Json.MAPPER.valueToTree(answers));
        session().answer(document);
      } else {
        terminal().say(EvidenceText.of(evidence, terminal().paint()));
        terminal().say(EvidenceText.answers(answers, terminal().paint()));
      }
      return ExitCode.DONE;
    } catch (SilentWorker e) {
      throw Failure.unreachable(
          "no worker answers for " + id + "; start one with " + Commands.of("up"), e);
    }
  }

  private EvidenceView read() throws SilentWorker {
    return migrations()
        .evidence(id)
        .orElseThrow(
            () ->
                Failure.refused(
                    "no gate of "
                        + id
                        + " is open, so there is nothing to decide on; see "
                        + Commands.of("status " + id)));
  }
}
