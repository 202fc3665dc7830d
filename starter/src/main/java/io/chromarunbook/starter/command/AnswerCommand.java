package io.chromarunbook.starter.command;

import io.chromarunbook.starter.connection.SilentWorker;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.EvidenceText;
import io.chromarunbook.starter.terminal.StatusText;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.runbook.Answer;
import io.chromarunbook.workflows.status.EvidenceView;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A person's answer to a gate; the message has the command's name. */
abstract class AnswerCommand extends Verb {

  private final String message;

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

  AnswerCommand(Session session, String message) {
    super(session);
    this.message = message;
  }

  @Override
  public Integer call() {
    String digest = evidence;
    if (digest == null) {
      EvidenceView shown = openEvidence();
      if (!terminal().canAsk()) {
        throw Failure.refused(
            "an answer must name the evidence it is given on; read "
                + Commands.of("evidence " + id)
                + " and type "
                + command(StatusText.shortDigest(shown.digest())));
      }
      if (!agreed(shown)) {
        say("Nothing was sent.");
        return ExitCode.REFUSED;
      }
      digest = shown.digest();
    }
    String agreedOn = digest;
    return new Messages(session())
        .send(id, message, request -> new Answer(request, gate, role, by, agreedOn, comment));
  }

  private EvidenceView openEvidence() {
    try {
      Optional<EvidenceView> open = migrations().evidence(id);
      return open.filter(one -> one.gate() == gate)
          .orElseThrow(
              () ->
                  Failure.refused(
                      "the gate "
                          + gate
                          + " of "
                          + id
                          + " is not open; see "
                          + Commands.of("status " + id)));
    } catch (SilentWorker e) {
      throw Failure.unreachable(
          "no worker answers, so there is no evidence to show; start one with " + Commands.of("up"),
          e);
    }
  }

  private boolean agreed(EvidenceView shown) {
    terminal().say(EvidenceText.of(shown, terminal().paint()));
    return terminal()
        .ask("Do you " + message + " " + gate + " as " + role + " (" + by + ")? [y/N]")
        .filter(answer -> answer.toLowerCase(Locale.ROOT).startsWith("y"))
        .isPresent();
  }

  private String command(String digest) {
    return Commands.of(
        "%s %s --gate %s --role %s --by %s --evidence %s"
            .formatted(message, id, gate, role, by, digest));
  }
}
