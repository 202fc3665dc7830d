package io.chromarunbook.starter.command;

import io.chromarunbook.starter.serving.ServingWorker;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "worker",
    description = "Runs a worker in the foreground; any number of them may share one RUNBOOK_HOME.",
    footer = {"", "RUNBOOK_METRICS_PORT says where its figures are answered."})
@Guide(
    group = CommandGroup.STACK,
    who = "anybody on this machine",
    changes = "works on the migrations of this home until it is stopped",
    examples = "worker")
final class WorkerCommand extends Verb {

  WorkerCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Map<String, String> environment = new HashMap<>(session().environment());
    environment.put("RUNBOOK_HOME", session().home().root().toString());
    return ServingWorker.serve(environment, System.err);
  }
}
