package io.chromarunbook.starter.command;

import io.chromarunbook.starter.offline.QuarantinedRecord;
import io.chromarunbook.starter.offline.RecordedRun;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.workflows.text.Printable;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "list",
    description = {
      "Lists every record in quarantine with its reason and the line of the plan that would let it pass.",
      "It needs neither Temporal nor a worker."
    })
@Guide(
    group = CommandGroup.FILES,
    who = "anybody",
    changes = "nothing",
    examples = "quarantine list kb-to-1x --json")
final class QuarantineListCommand extends Verb {

  /** The answer for scripts. */
  private record Listing(String migration, int total, List<QuarantinedRecord> records) {}

  @Parameters(paramLabel = "ID", description = "The migration.")
  private String id;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  QuarantineListCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    List<QuarantinedRecord> records = RecordedRun.of(session().home(), id).quarantine();
    if (json) {
      session().answer(new Listing(id, records.size(), records));
      return ExitCode.DONE;
    }
    records.forEach(this::show);
    say(String.format(Locale.ROOT, "%,d records in quarantine.", records.size()));
    if (records.stream().anyMatch(QuarantinedRecord::passes)) {
      say("Next: " + terminal().paint().accent(Commands.of("decide " + id + " replay --by NAME")));
    } else if (!records.isEmpty()) {
      say("Next: " + terminal().paint().accent(Commands.of("amend " + id + " PLAN --by NAME")));
    }
    return ExitCode.DONE;
  }

  private void show(QuarantinedRecord record) {
    say(
        terminal().paint().bold(Printable.of(record.id()))
            + "  "
            + record.collection()
            + ", part "
            + record.part());
    say("  " + Printable.of(record.reason()));
    if (record.passes()) {
      say("  passes the plan as it is now");
    } else if (!record.rule().isEmpty()) {
      say("  rule: " + Printable.of(record.rule()));
    }
  }
}
