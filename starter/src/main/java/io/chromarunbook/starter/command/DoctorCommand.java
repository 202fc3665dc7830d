package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.stack.Doctor;
import io.chromarunbook.stack.MachineFinding;
import io.chromarunbook.stack.StackState;
import io.chromarunbook.starter.offline.ScratchLookout;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.Paint;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.plan.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    description = {
      "Says what is missing or wrong on this machine and how to mend it.",
      "Removes scratch collections that dead workers left at the targets of its runs."
    },
    footer = {"", "Exits with 0 where nothing is wrong, with 3 where something is."})
@Guide(
    group = CommandGroup.STACK,
    who = "anybody",
    changes = "removes scratch collections that dead workers left at targets; nothing else",
    examples = "doctor")
final class DoctorCommand extends Verb {

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  DoctorCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Path home = session().home().root();
    List<MachineFinding> findings =
        new ArrayList<>(
            Doctor.examine(
                home, System.getenv(), moment -> Times.local().of(moment, Instant.now())));
    findings.addAll(
        ScratchFindings.of(new ScratchLookout(session().home(), session().environment()).sweep()));
    if (json) {
      ObjectNode document = StackDocument.of(StackState.read(home));
      document.set("findings", Json.MAPPER.valueToTree(findings));
      session().answer(document);
    } else {
      findings.forEach(finding -> say(line(finding, terminal().paint())));
      say("A migration is looked at by " + Commands.of("diagnose ID"));
    }
    boolean wrong =
        findings.stream()
            .anyMatch(finding -> finding.severity() == MachineFinding.Severity.PROBLEM);
    return wrong ? ExitCode.UNREACHABLE : ExitCode.DONE;
  }

  private static String line(MachineFinding finding, Paint paint) {
    String text = finding.subject() + ": " + finding.found();
    String mend = finding.mend() == null ? "" : "; to mend: " + finding.mend();
    return switch (finding.severity()) {
      case GOOD -> paint.good("✓ ok      ") + text;
      case NOTE -> paint.faint("· note    ") + text + mend;
      case PROBLEM -> paint.bad("✗ problem ") + text + mend;
    };
  }
}
