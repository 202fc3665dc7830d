package io.chromarunbook.starter.command;

import io.chromarunbook.starter.connection.Migrations;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.StatusContext;
import io.chromarunbook.starter.terminal.StatusText;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.RunbookDataConverter;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "warm-up",
    hidden = true,
    description = "Loads what a status loads, so that the launcher can keep it ready.")
final class WarmUpCommand extends Verb {

  private static final String NOWHERE = "127.0.0.1:9";

  WarmUpCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Map<String, String> environment = new HashMap<>(session().environment());
    environment.put("TEMPORAL_ADDRESS", NOWHERE);
    Migrations.warmUp(session().home().root(), environment);
    MigrationStatus sample = SampleStatus.empty();
    var converter = RunbookDataConverter.create();
    var payloads = converter.toPayloads(sample);
    MigrationStatus read =
        converter.fromPayloads(0, payloads, MigrationStatus.class, MigrationStatus.class);
    var ignored =
        StatusText.of(
            read, new StatusContext(terminal().paint(), Times.local(), Instant.now(), ""));
    var plan =
        PlanReader.read(
            "{migration: a, source: {url: 'http://a'}, target: {url: 'http://b'}, people:"
                + " {operations-lead: [a], dba: [b], security: [c]}}");
    return plan.migration().isEmpty() ? ExitCode.DEFECT : ExitCode.DONE;
  }
}
