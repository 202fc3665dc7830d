package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.client.SilentWorker;
import io.chromarunbook.starter.offline.HeldRecords;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.CheckText;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.EvidenceText;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.HoldText;
import io.chromarunbook.starter.terminal.StatusContext;
import io.chromarunbook.starter.terminal.StrandedText;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "evidence",
    description = {
      "Shows what the open gate decides on, with its digest, and who has answered.",
      "In a HOLD it shows what that is about, record by record, and what would help."
    })
@Guide(
    group = CommandGroup.DECIDE,
    who = "anybody",
    changes = "nothing",
    examples = "evidence kb-to-1x")
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
      MigrationStatus status = migrations().status(id);
      Optional<HoldLine> hold = HoldText.open(status);
      if (hold.isPresent()) {
        return show(hold.get(), status, run);
      }
      EvidenceView evidence = read();
      List<AnswerLine> answers = GateAnswers.of(status, evidence.gate());
      if (json) {
        ObjectNode document = Json.MAPPER.valueToTree(evidence);
        document.set("answers", Json.MAPPER.valueToTree(answers));
        session().answer(document);
      } else {
        if (closed(status, evidence.gate())) {
          say("The gate " + evidence.gate() + " has closed; this is what was decided on.");
        }
        terminal().say(EvidenceText.of(evidence, terminal().paint()));
        CheckText.firstFailing(evidence.checks()).ifPresent(this::sayMore);
        if (evidence.gate() == GateId.GO_NO_GO) {
          say("To compare both servers without this program: docs/witness.md");
        }
        terminal().say(EvidenceText.answers(answers, terminal().paint()));
        status.nextActions().stream()
            .filter(action -> action.verb() == NextAction.Verb.APPROVE)
            .forEach(this::sayNext);
      }
      return ExitCode.DONE;
    } catch (SilentWorker e) {
      throw Failure.unreachable(
          "No worker answers for " + id + "; start one with " + Commands.of("up"), e);
    }
  }

  /** A run shows the evidence of its last gate long after that has closed. */
  private static boolean closed(MigrationStatus status, GateId gate) {
    return status.gates().stream().noneMatch(line -> line.id() == gate && line.open());
  }

  /** What people decide on in a HOLD. */
  private int show(HoldLine hold, MigrationStatus status, RunAtHand run) {
    Optional<HeldRecords> held = run.held(status);
    if (json) {
      ObjectNode document = Json.MAPPER.createObjectNode();
      document.set("hold", Json.MAPPER.valueToTree(hold));
      document.set("collections", Json.MAPPER.valueToTree(status.collections()));
      document.set("criteria", Json.MAPPER.valueToTree(status.criteria()));
      document.set("records", Json.MAPPER.valueToTree(held.orElse(null)));
      session().answer(document);
      return ExitCode.DONE;
    }
    StatusContext context =
        StatusContext.of(terminal().paint(), Times.local(), Instant.now(), terminal().columns())
            .held(held);
    terminal().say(HoldText.of(hold, status, context));
    if (held.isEmpty() && run.recorded().isEmpty()) {
      say("Which records: in " + status.home() + ", on the worker's machine");
    }
    status.nextActions().forEach(this::sayNext);
    return ExitCode.DONE;
  }

  private void sayNext(NextAction action) {
    String roles = action.roles().stream().map(Role::label).collect(Collectors.joining(" or "));
    String people = action.called();
    say(
        "Next, "
            + roles
            + (people.isEmpty() ? "" : " (" + people + ")")
            + ": "
            + terminal().paint().accent(RunbookCommand.of(action)));
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
                        + " is open and it is in no HOLD, so there is nothing to decide on; see "
                        + Commands.of("status " + id)));
  }
}
