package io.chromarunbook.starter.command;

import io.chromarunbook.client.RunMessage;
import io.chromarunbook.client.SilentWorker;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.EvidenceText;
import io.chromarunbook.starter.terminal.StatusText;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.runbook.GateAnswer;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.WitnessStatement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A person's answer to a gate; the message has the command's name. */
abstract class AnswerCommand extends Verb {

  private final RunMessage<GateAnswer> message;

  @Parameters(paramLabel = "ID", description = "The migration.")
  private String id;

  @Option(
      names = "--gate",
      required = true,
      paramLabel = "GATE",
      description = "pre-migration or go-no-go.")
  private GateId gate;

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description = "The role you answer in: operations-lead, dba, security ...")
  private Role role;

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who you are.")
  private String by;

  @Option(
      names = "--evidence",
      paramLabel = "DIGEST",
      description =
          "Digest of the evidence you have read; 12 hex digits are enough. On a terminal, without"
              + " it, the evidence is shown and you are asked.")
  private String evidence;

  @Option(names = "--comment", paramLabel = "TEXT", description = "Kept with the answer.")
  private String comment;

  @Option(
      names = "--witness",
      paramLabel = "FILE",
      description =
          "The result docs/verify.py wrote: its verdict, counts and SHA-256 go with the answer.")
  private Path witness;

  AnswerCommand(Session session, RunMessage<GateAnswer> message) {
    super(session);
    this.message = message;
  }

  @Override
  public Integer call() {
    WitnessFile called = witness == null ? null : WitnessFile.read(witness);
    if (called != null) {
      called.mustBeOf(id);
      if (message == RunMessage.APPROVE) {
        called.mustNotContradict(
            command(RunMessage.REJECT.name(), StatusText.shortDigest(called.evidence())));
      }
    }
    String digest = evidence;
    if (digest == null) {
      RunAtHand.of(session(), id).mustTakeMessages();
      EvidenceView shown = openEvidence();
      if (!terminal().canAsk()) {
        throw Failure.refused(
            "An answer must name the evidence it is given on; read "
                + Commands.of("evidence " + id)
                + " and type "
                + command(message.name(), StatusText.shortDigest(shown.digest())));
      }
      if (!agreed(shown)) {
        say("Nothing was sent.");
        return ExitCode.REFUSED;
      }
      digest = shown.digest();
    }
    WitnessStatement statement = called == null ? null : called.statementOn(digest);
    String agreedOn = digest;
    return new Messages(session())
        .send(
            id,
            message,
            request -> new GateAnswer(request, gate, role, by, agreedOn, comment, statement));
  }

  private EvidenceView openEvidence() {
    try {
      // A run shows the evidence of its last gate long after that has closed.
      boolean open =
          migrations().status(id).gates().stream()
              .anyMatch(line -> line.id() == gate && line.open());
      Optional<EvidenceView> shown = open ? migrations().evidence(id) : Optional.empty();
      return shown
          .filter(one -> one.gate() == gate)
          .orElseThrow(
              () ->
                  Failure.refused(
                      "The gate "
                          + gate
                          + " of "
                          + id
                          + " is not open; see "
                          + Commands.of("status " + id)));
    } catch (SilentWorker e) {
      throw Failure.unreachable(
          "No worker answers, so there is no evidence to show; start one with " + Commands.of("up"),
          e);
    }
  }

  private List<AnswerLine> answers() {
    try {
      return GateAnswers.of(migrations().status(id), gate);
    } catch (SilentWorker e) {
      throw Failure.unreachable(
          "No worker answers any more; start one with " + Commands.of("up"), e);
    }
  }

  private boolean agreed(EvidenceView shown) {
    terminal().say(EvidenceText.of(shown, terminal().paint()));
    terminal().say(EvidenceText.answers(answers(), terminal().paint()));
    return YesOrNo.asked(
        terminal(), "Do you " + message.name() + " " + gate + " as " + role + " (" + by + ")?");
  }

  private String command(String verb, String digest) {
    return Commands.of(
        "%s %s --gate %s --role %s --by %s --evidence %s%s"
            .formatted(
                verb, id, gate, role, by, digest, witness == null ? "" : " --witness " + witness));
  }
}
