package io.chromarunbook.starter.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.starter.connection.RunRegister;
import io.chromarunbook.starter.connection.TemporalAtHand;
import io.chromarunbook.starter.planning.PlanCheck;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What one call of the command line works with; nothing is opened before it is asked for. */
final class Session implements AutoCloseable {

  private final Terminal own;
  private final Map<String, String> environment;
  private Terminal terminal;
  private Optional<OrderAnswer> gathered = Optional.empty();
  private TemporalAtHand temporal;

  Session(Terminal terminal, Map<String, String> environment) {
    this.own = terminal;
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
    if (temporal == null) {
      temporal = TemporalAtHand.reach(home().root(), environment);
    }
    return temporal.migrations();
  }

  /** Runs as Temporal and this home know them together. */
  RunRegister register() {
    return new RunRegister(migrations(), home());
  }

  PlanCheck planCheck() {
    return PlanCheck.in(environment, terminal::complain);
  }

  /** Gathers what is said from here on for one answer; nobody is asked anything meanwhile. */
  void gather() {
    OrderAnswer answer = new OrderAnswer();
    gathered = Optional.of(answer);
    terminal = Terminal.toProgram(answer.said(), own.err());
  }

  /** Says that an order was taken, and that nobody has looked at it yet. */
  void undecided(String text) {
    terminal.say(text);
    gathered.ifPresent(OrderAnswer::undecided);
  }

  /** Offers the command to type next. */
  void offer(String command) {
    gathered.ifPresentOrElse(
        answer -> answer.next(command),
        () -> terminal.say("Next: " + terminal.paint().accent(command)));
  }

  /** Answers what was gathered, where anything was, of a command that ended with this code. */
  void ended(int exitCode) {
    terminal.out().flush();
    answerGathered(answer -> answer.ended(exitCode));
  }

  /** Answers that the order was refused, where a script waits for an answer. */
  void refused(String reason) {
    answerGathered(answer -> answer.refused(reason));
  }

  private void answerGathered(Function<OrderAnswer, OrderAnswer.Document> document) {
    Optional<OrderAnswer> answer = gathered;
    gathered = Optional.empty();
    terminal = own;
    answer.map(document).ifPresent(this::answer);
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
      terminal.show(new String(json, StandardCharsets.UTF_8).lines().toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer cannot be written as JSON", e);
    }
  }

  @Override
  public void close() {
    if (temporal != null) {
      temporal.close();
      temporal = null;
    }
  }
}
