package io.chromarunbook.starter.command;

import io.chromarunbook.worker.RunbookWorker;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "worker",
    description = "Runs a worker in the foreground; any number of them may share one RUNBOOK_HOME.",
    footer = {"", "Example:", "  RUNBOOK_METRICS_PORT=9464 " + RunbookCommand.PROGRAM + " worker"})
final class WorkerCommand extends Verb {

  WorkerCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Map<String, String> environment = new HashMap<>(session().environment());
    environment.put("RUNBOOK_HOME", session().home().root().toString());
    return RunbookWorker.serve(environment, System.err);
  }
}
