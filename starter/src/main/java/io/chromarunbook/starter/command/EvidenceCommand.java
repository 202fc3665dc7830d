package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.starter.connection.SilentWorker;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.CheckText;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.EvidenceText;
import io.chromarunbook.starter.terminal.StrandedText;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "evidence",
    description = "Shows what the open gate decides on, with its digest, and who has answered.",
    footer = {"", "Example:", "  " + RunbookCommand.PROGRAM + " evidence kb-to-1x"})
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
    RunAtHand run = RunAtHand.of(session(), id);
    run.stranded()
        .ifPresent(
            stranded -> {
              throw Failure.refused(StrandedText.sentence(stranded, Times.local(), Instant.now()));
            });
    run.homeNote().ifPresent(note -> terminal().complain(note + "."));
    try {
      EvidenceView evidence = read();
      List<AnswerLine> answers = GateAnswers.of(migrations().status(id), evidence.gate());
      if (json) {
        ObjectNode document = Json.MAPPER.valueToTree(evidence);
        document.set("answers", Json.MAPPER.valueToTree(answers));
        session().answer(document);
      } else {
        terminal().say(EvidenceText.of(evidence, terminal().paint()));
        CheckText.firstFailing(evidence.checks()).ifPresent(this::sayMore);
        if (evidence.gate() == GateId.GO_NO_GO) {
          say("To compare both servers without this program: docs/witness.md");
        }
        terminal().say(EvidenceText.answers(answers, terminal().paint()));
      }
      return ExitCode.DONE;
    } catch (SilentWorker e) {
      throw Failure.unreachable(
          "No worker answers for " + id + "; start one with " + Commands.of("up"), e);
    }
  }

  private void sayMore(CheckResult failing) {
    Path failures = session().home().run(id).validationFailures();
    // People approve from other machines too, where the run's folder is not.
    if (Files.exists(failures)) {
      say("All they failed on: " + failures);
    }
    say("Next: " + terminal().paint().accent(Commands.of("explain " + failing.id())));
  }

  private EvidenceView read() throws SilentWorker {
    return migrations()
        .evidence(id)
        .orElseThrow(
            () ->
                Failure.refused(
                    "No gate of "
                        + id
                        + " is open, so there is nothing to decide on; see "
                        + Commands.of("status " + id)));
  }
}
