package io.chromarunbook.starter.command;

import io.chromarunbook.starter.connection.Migrations;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.StatusContext;
import io.chromarunbook.starter.terminal.StatusText;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(
    name = "warm-up",
    hidden = true,
    description = "Loads what a status loads, so that the launcher can keep it ready.")
final class WarmUpCommand extends Verb {

  WarmUpCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    MigrationStatus read =
        Migrations.rehearse(session().home().root(), session().environment(), SampleStatus.empty());
    var ignored =
        StatusText.of(
            read,
            new StatusContext(
                terminal().paint(), Times.local(), Instant.now(), 80, "", Optional::empty));
    var plan =
        PlanReader.read(
            "{migration: a, source: {url: 'http://a'}, target: {url: 'http://b'}, people:"
                + " {operations-lead: [a], dba: [b], security: [c]}}");
    return plan.migration().isEmpty() ? ExitCode.DEFECT : ExitCode.DONE;
  }
}
