package io.chromarunbook.starter.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.starter.connection.Migrations;
import io.chromarunbook.starter.planning.PlanCheck;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** What one call of the command line works with; nothing is opened before it is asked for. */
final class Session implements AutoCloseable {

  private final Terminal terminal;
  private final Map<String, String> environment;
  private Migrations migrations;

  Session(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = Map.copyOf(environment);
  }

  Terminal terminal() {
    return terminal;
  }

  Map<String, String> environment() {
    return environment;
  }

  RunbookHome home() {
    String named = environment.getOrDefault("RUNBOOK_HOME", "");
    return new RunbookHome(Path.of(named.isBlank() ? ".runbook" : named));
  }

  Migrations migrations() {
    if (migrations == null) {
      migrations = Migrations.connect(home().root(), environment);
    }
    return migrations;
  }

  PlanCheck planCheck() {
    return PlanCheck.in(environment, terminal::complain);
  }

  /** Answers a script. */
  void answer(Object value) {
    try {
      byte[] json =
          Json.MAPPER
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(value)
              // Half a character, which no JSON can have, becomes a question mark.
              .getBytes(StandardCharsets.UTF_8);
      // What a terminal shows of JSON without harm is the same JSON.
      terminal.say(new String(json, StandardCharsets.UTF_8).lines().toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer cannot be written as JSON", e);
    }
  }

  @Override
  public void close() {
    if (migrations != null) {
      migrations.close();
      migrations = null;
    }
  }
}
