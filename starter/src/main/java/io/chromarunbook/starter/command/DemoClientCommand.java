package io.chromarunbook.starter.command;

import io.chromarunbook.starter.demo.DemoClient;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo-client",
    hidden = true,
    description = "The demo's client application: keeps querying the server its file names.",
    footer = {
      "",
      "Example:",
      "  " + RunbookCommand.PROGRAM + " demo-client --config client.properties"
    })
final class DemoClientCommand extends Verb {

  @Option(names = "--config", required = true, paramLabel = "FILE", description = "Its settings.")
  private Path config;

  DemoClientCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    return new DemoClient(config).run();
  }
}
