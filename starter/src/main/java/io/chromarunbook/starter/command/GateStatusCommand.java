package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.CommandGroup;
import io.chromarunbook.starter.terminal.Guide;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.text.Printable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    description = "Says in which mode a gate is, since when, by whom, and what passes through it.",
    footer = {
      "",
      "Exit codes: 0 done, 2 wrong usage, 3 the gate cannot be reached, 4 wrong token."
    })
@Guide(
    group = CommandGroup.STACK,
    who = "whoever has the gate's token",
    changes = "nothing",
    examples = "gate status --admin http://127.0.0.1:8081 --token-file gate.token")
final class GateStatusCommand extends Verb {

  @Mixin private GateAddress gate;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  GateStatusCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    JsonNode status = gate.connection().status();
    if (json) {
      session().answer(status);
      return ExitCode.DONE;
    }
    say("The gate is " + text(status, "mode") + " since " + moment(status, "since") + ".");
    say("  source     " + text(status, "source"));
    say("  target     " + text(status, "target"));
    say("  migration  " + text(status, "migration"));
    say("  by         " + text(status, "by") + ": " + text(status, "why"));
    say(
        "  under way  "
            + status.at("/underWay/requests").asLong()
            + " requests, "
            + status.at("/underWay/writes").asLong()
            + " of them writes");
    say(
        "  answered   "
            + status.at("/answered/requests").asLong()
            + " requests, "
            + status.at("/answered/errors").asLong()
            + " with an error");
    say(
        "  refused    "
            + status.at("/refused/writes").asLong()
            + " writes, "
            + status.at("/refused/unknown").asLong()
            + " of unknown kind, since "
            + moment(status.path("refused"), "since"));
    terminal().say(CutWriteLines.of(status));
    return ExitCode.DONE;
  }

  /** A moment of its clock as a person here reads it. */
  static String moment(JsonNode status, String field) {
    try {
      return Times.local().of(Instant.parse(status.path(field).asText()), Instant.now());
    } catch (DateTimeParseException e) {
      return text(status, field);
    }
  }

  static String text(JsonNode status, String field) {
    JsonNode found = status.path(field);
    return found.isNull() || found.isMissingNode() ? "–" : Printable.of(found.asText());
  }
}
