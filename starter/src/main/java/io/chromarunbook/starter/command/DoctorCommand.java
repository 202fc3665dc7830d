package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.stack.Doctor;
import io.chromarunbook.stack.MachineFinding;
import io.chromarunbook.stack.StackState;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.Paint;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    description = "Says what is missing or wrong on this machine and how to mend it.",
    footer = {
      "",
      "Exits with 0 where nothing is wrong, with 3 where something is.",
      "Example:",
      "  " + RunbookCommand.PROGRAM + " doctor"
    })
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
        Doctor.examine(home, System.getenv(), moment -> Times.local().of(moment, Instant.now()));
    if (json) {
      ObjectNode document = StackDocument.of(StackState.read(home));
      document.set("findings", Json.MAPPER.valueToTree(findings));
      session().answer(document);
    } else {
      findings.forEach(finding -> say(line(finding, terminal().paint())));
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
